#compdef dmarules
# Completion of dmarules for zsh: source <(dmarules completion zsh)
_dmarules() {
    local line="${BUFFER[1,CURSOR]}"
    local -a words_found facts_found
    local word
    for word in ${(f)"$(dmarules "[suggest:${#line}]" "$line" 2>/dev/null)"}; do
        if [[ $word == *= ]]; then facts_found+=("$word"); else words_found+=("$word"); fi
    done
    (( ${#words_found} )) && compadd -- "${words_found[@]}"
    (( ${#facts_found} )) && compadd -S '' -- "${facts_found[@]}"
    _files
}
compdef _dmarules dmarules
