# Completion of dmarules for fish: dmarules completion fish | source
function __dmarules_complete
    set -l found (dmarules "[suggest]" (commandline -cp | string collect) 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c dmarules -k -f -a '(__dmarules_complete)'
