# Completion of dmarules for bash: source <(dmarules completion bash)
_dmarules() {
    local line="${COMP_LINE:0:COMP_POINT}" typed="" word
    # readline ends a word at `=`: the part before it stands there already.
    if [[ $COMP_WORDBREAKS == *=* && ${line##*[[:space:]]} == *=* ]]; then
        typed="${line##*[[:space:]]}" typed="${typed%=*}="
    fi
    COMPREPLY=()
    while IFS= read -r word; do
        word="${word%%$'\t'*}"
        word="${word#"$typed"}"
        # Within quotes readline wants the bare word.
        [[ ${COMP_WORDS[COMP_CWORD]} == [\"\']* ]] || printf -v word %q "$word"
        COMPREPLY+=("$word")
    done < <(dmarules "[suggest]" "$line" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[=/] ]]; then
        compopt -o nospace
    fi
}
complete -o default -F _dmarules dmarules
