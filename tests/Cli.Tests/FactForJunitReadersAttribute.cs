using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>A fact that a reader of JUnit reports has to confirm: skipped by name where it is not
/// installed, never silently passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactForJunitReadersAttribute : FactAttribute
{
    public FactForJunitReadersAttribute()
    {
        if (!InstalledTool.Exists("junitparser", "--version"))
        {
            Skip = "there is no junitparser";
        }
    }
}
