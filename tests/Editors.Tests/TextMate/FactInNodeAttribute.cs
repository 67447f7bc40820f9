using DmaRules.Editors.Tests.Words;

namespace DmaRules.Editors.Tests.TextMate;

/// <summary>A fact that needs node and what <c>npm ci</c> puts into editors/vscode: skipped by name
/// where they are missing, never silently passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactInNodeAttribute : FactAttribute
{
    private static readonly string Packages =
        RepositoryRoot.At("editors", "vscode", "node_modules");

    public FactInNodeAttribute()
    {
        if (!Tool.Exists("node"))
        {
            Skip = "there is no node";
        }
        else if (!Directory.Exists(Packages))
        {
            Skip = "`npm ci` was not run in editors/vscode";
        }
    }
}
