using System.ComponentModel;
using System.Diagnostics;

namespace DmaRules.Cli.Tests.Completion;

/// <summary>A fact about a shell in a terminal: skipped by name where the shell or tmux is missing,
/// never silently passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactInShellAttribute : FactAttribute
{
    public FactInShellAttribute(string shell)
    {
        Shell = shell;
        Skip = Array.Find(["tmux -V", $"{shell} --version"], c => !Works(c)) is { } missing
            ? $"there is no {missing.Split(' ')[0]}"
            : null;
    }

    public string Shell { get; }

    private static bool Works(string command)
    {
        try
        {
            var words = command.Split(' ');
            using var process = Process.Start(
                new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
