using System.Diagnostics;

namespace DmaRules.Cli.Tests.Repl;

/// <summary>A fact about a real terminal: skipped by name where there is none to be had, never
/// silently passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactInTmuxAttribute : FactAttribute
{
    public FactInTmuxAttribute()
    {
        if (!HasTmux())
        {
            Skip = "there is no tmux";
        }
    }

    private static bool HasTmux()
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo("tmux", "-V") { RedirectStandardOutput = true });
            process?.WaitForExit();
            return process?.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
