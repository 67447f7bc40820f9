#compdef dmarules
# Completion of dmarules for zsh: source <(dmarules completion zsh)
_dmarules() {
    local line="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" entry text about
    local -a whole open
    for entry in ${(f)"$(dmarules '[suggest]' "$line" 2>/dev/null)"}; do
        text="${entry%%$'\t'*}" about=""
        [[ $entry == *$'\t'* ]] && about=":${entry#*$'\t'}"
        # Behind `fact=` and a folder's slash more is to come.
        if [[ $text == *[=/] ]]; then
            open+=("${text//:/\\:}$about")
        else
            whole+=("${text//:/\\:}$about")
        fi
    done
    if (( ! ${#whole} && ! ${#open} )); then
        _files
        return
    fi
    (( ${#whole} )) && _describe -V 'word' whole
    (( ${#open} )) && _describe -V 'start' open -S ''
    return 0
}
if [[ ${funcstack[1]} == _dmarules ]]; then
    _dmarules "$@"
else
    compdef _dmarules dmarules
fi
