using DmaRules.Cli.Tests.Repl;

namespace DmaRules.Cli.Tests.Completion;

/// <summary>People's shells with our scripts: what stands on the line after TAB.</summary>
public sealed class ShellTests : IDisposable
{
    // What is typed, what TAB makes of it, and `@` where the cursor is then.
    private static readonly (string Typed, string Completed)[] Cases =
    [
        ("dmarules ev", "dmarules eval @"),
        ("dmarules eval secure-lo", "dmarules eval secure-low-window @"),
        ("dmarules eval pseries-v5.6 fixed", "dmarules eval pseries-v5.6 fixed_is_weak=@"),
        ("dmarules eval pseries-v5.6 ddw=av", "dmarules eval pseries-v5.6 ddw=available @"),
        ("dmarules eval secure-both coherent_f", "dmarules eval secure-both coherent_from_pool=@"),
        ("dmarules eval secure-both --form", "dmarules eval secure-both --format @"),
        ("dmarules list --format ma", "dmarules list --format mail @"),
        ("dmarules list --format=ma", "dmarules list --format=mail @"),
        ("dmarules check fail", "dmarules check failing.rules @"),
        ("dmarules check ../edit", "dmarules check ../editors/@"),
        ("dmarules fmt fail", "dmarules fmt failing.rules @"),
        ("dmarules fmt --check fail", "dmarules fmt --check failing.rules @"),
        ("dmarules fmt mask", "dmarules fmt mask@"),
        ("dmarules test --se", "dmarules test --seed @"),
        ("dmarules test --jobs 2 fail", "dmarules test --jobs 2 failing.rules @"),
        ("dmarules check --no", "dmarules check --no-analysis @"),
        ("dmarules explain DMA90", "dmarules explain DMA9001 @"),
        ("dmarules conform diff", "dmarules conform differs.csv @"),
        ("true | dmarules exp", "true | dmarules explain @"),
    ];

    private static readonly string Folder = RepositoryRoot.At("tests", "Corpus", "cli");
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public ShellTests()
    {
        var program = Path.Combine(_folder, "dmarules");
        var tool = Path.Combine(AppContext.BaseDirectory, "dmarules.dll");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet '{tool}' \"$@\"\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FactInShell("bash")]
    public void BashCompletes() => Complete(
        "bash --norc --noprofile -i",
        "PS1='% '; source <(dmarules completion bash)",
        @"dmarules run failing.rules --scenario the\ same\,\ step\ by\ step @");

    [FactInShell("zsh")]
    public void ZshCompletes() => Complete(
        "zsh -f -i",
        "PS1='%% '; autoload -U compinit; compinit -D -u; source <(dmarules completion zsh)",
        @"dmarules run failing.rules --scenario the\ same,\ step\ by\ step @");

    [FactInShell("fish")]
    public void FishCompletes() => Complete(
        "fish --no-config -i",
        "function fish_prompt; echo '% '; end; dmarules completion fish | source",
        @"dmarules run failing.rules --scenario the\ same,\ step\ by\ step @");

    private void Complete(string shell, string setUp, string scenario)
    {
        using var terminal = new Terminal(
            $"chmod +x '{_folder}/dmarules'; cd '{Folder}'; "
            // No shell may still write its history when the folder goes.
            + $"HISTFILE=/dev/null fish_history= HOME='{_folder}' "
            + $"PATH='{_folder}':\"$PATH\" {shell}");
        terminal.Type($"{setUp}; echo rea''dy");
        terminal.Press("Enter");
        terminal.WaitFor("ready");
        const string Quoted = "dmarules run failing.rules --scenario the";
        foreach (var (typed, completed) in Cases.Append((Quoted, scenario)))
        {
            terminal.Press("C-u", "C-l");
            terminal.Type(typed);
            terminal.Press("Tab");
            terminal.Type("@");
            terminal.WaitFor($"% {completed}");
        }
    }
}
