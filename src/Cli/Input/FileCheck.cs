using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Analysis.Rules;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Cli.Input;

/// <summary>All that is to be said about one file. Analyses look only at what has no errors; what
/// they could not look at is named.</summary>
internal sealed record FileCheck(
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<string> NotAnalysed)
{
    public static FileCheck Of(PolicyFinder finder, Read<SourceText> read, CheckDepth depth)
    {
        if (read.Value is not { } source)
        {
            return new FileCheck((read.Complaint as Complaint.Broken)?.Diagnostics ?? [], []);
        }

        var (loaded, diagnostics) = finder.Check(source);
        if (loaded is not { } policy)
        {
            return new FileCheck(diagnostics, []);
        }

        var steps = policy.Scenarios.SelectMany(s => ScenarioPlan.Read(s).Diagnostics);
        var findings = depth == CheckDepth.Plain
            ? new Findings([], [], [])
            : RuleCheck.Of(policy, withNotes: depth == CheckDepth.Partly);
        return new FileCheck(
            [.. diagnostics, .. steps, .. findings.Diagnostics, .. findings.Notes],
            [.. findings.NotAnalysed.Select(n => Words(n, source.Path))]);
    }

    private static string Words(NotAnalysed left, string path)
    {
        var drivers = Suggestion.List(left.Drivers.Select(d => $"`{d}`"), "and");
        var why = left.Drivers.IsEmpty
            ? "its conditions are too large"
            : $"{drivers} drive the cost";
        return $"`decide {left.Decision}` of {path}: {why}";
    }
}
