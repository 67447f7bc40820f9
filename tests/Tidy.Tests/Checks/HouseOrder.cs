namespace DmaRules.Tidy.Tests.Checks;

/// <summary>What a project may use: other projects and packages, exactly these.</summary>
internal sealed record ProjectRow(string Project, string[] References, string[] Packages);

/// <summary>The order of a project's folders: each may use its own step and those before it.
/// Folders on one step may use each other. Files outside all folders are the project's front
/// door: they may use everything.</summary>
internal sealed record FolderRow(string Project, string[][] Steps);

/// <summary>The two tables that a change of architecture has to change first.</summary>
internal static class HouseOrder
{
    public static readonly ProjectRow[] Projects =
    [
        new("Dsl", [], ["Sprache"]),
        new("Runtime", [], []),
        new("Compilation", ["Dsl"], ["Microsoft.CodeAnalysis.CSharp"]),
        new("Policies", ["Dsl", "Runtime"], []),
        new("Analysis", ["Dsl", "Policies", "Runtime"], []),
        new(
            "Xunit",
            ["Analysis", "Dsl", "Policies", "Runtime"],
            ["xunit.extensibility.execution"]),
        new(
            "Cli",
            ["Analysis", "Compilation", "Dsl", "Policies", "Runtime"],
            ["Microsoft.CodeAnalysis.CSharp.Scripting", "Spectre.Console", "System.CommandLine"]),
    ];

    public static readonly FolderRow[] Folders =
    [
        // A bound policy carries its graphs, and graphs name the schema's facts: one step.
        new(
            "Dsl",
            [
                ["Text"], ["Diagnostics"], ["Syntax"], ["Formatting"], ["Binding", "Graph"],
                ["Evaluation"],
            ]),
        new("Runtime", [["Units"], ["Memory"], ["Dma"], ["Machines"], ["Checking"]]),
        new(
            "Analysis",
            [
                ["Regions"], ["Rules"], ["Classes"], ["Proof"], ["Difference"],
                ["Counterfactual"], ["Coverage"],
            ]),
    ];
}
