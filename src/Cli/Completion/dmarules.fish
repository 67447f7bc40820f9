# Completion of dmarules for fish: dmarules completion fish | source
function __dmarules_complete
    set -l line (commandline -cp)
    dmarules "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c dmarules -a '(__dmarules_complete)'
