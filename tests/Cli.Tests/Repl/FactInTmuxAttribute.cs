using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests.Repl;

/// <summary>A fact about a real terminal: skipped by name where there is none to be had, never
/// silently passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactInTmuxAttribute : FactAttribute
{
    public FactInTmuxAttribute()
    {
        if (!InstalledTool.Exists("tmux", "-V"))
        {
            Skip = "there is no tmux";
        }
    }
}
