# Completion of dmarules for bash: source <(dmarules completion bash)
_dmarules() {
    local current="${COMP_WORDS[COMP_CWORD]}" word line
    # `=` ends a word for bash: after `fact=` there is nothing that we could complete.
    [[ $current == "=" || ${COMP_WORDS[COMP_CWORD-1]} == "=" ]] && return
    line="${COMP_LINE:0:COMP_POINT}"
    COMPREPLY=()
    while IFS= read -r word; do
        [[ $word == "$current"* ]] && COMPREPLY+=("$word")
    done < <(dmarules "[suggest:${#line}]" "$line" 2>/dev/null)
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
}
complete -o default -F _dmarules dmarules
