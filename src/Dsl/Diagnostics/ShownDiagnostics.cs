using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>How many diagnostics are shown: of each file the first hundred, and then the number of
/// the others. Everything that shows them, in whatever format, asks here.</summary>
public static class ShownDiagnostics
{
    /// <summary>In the order of their places, those of one file together, each once.</summary>
    public static ImmutableArray<Diagnostic> Of(IEnumerable<Diagnostic> diagnostics)
    {
        var left = new Dictionary<string, int>();
        var shown = new List<Diagnostic>();
        var distinct = diagnostics.DistinctBy(
            d => new { d.Descriptor.Code, d.Place.Source.Path, d.Place.Span, d.Message });
        foreach (var file in distinct.GroupBy(d => d.Place.Source.Path))
        {
            var all = file.ToLookup(d => d.Descriptor == DiagnosticCatalog.MoreErrors);
            Diagnostic[] sorted = [.. all[false].OrderBy(d => d.Place.Span.Start)];
            left[file.Key] = all[true].Sum(CountIn) + sorted.Length - Limits.Diagnostics;
            shown.AddRange(sorted.Take(Limits.Diagnostics));
        }

        return WithCounts(shown, path => left[path]);
    }

    /// <summary>How many errors there are, with those that are not shown.</summary>
    public static int CountErrors(IEnumerable<Diagnostic> diagnostics) => diagnostics
        .Where(d => d.Descriptor.Severity == Severity.Error)
        .Sum(d => d.Descriptor == DiagnosticCatalog.MoreErrors ? CountIn(d) : 1);

    internal static ImmutableArray<Diagnostic> WithCounts(
        IEnumerable<Diagnostic> diagnostics, Func<string, int> countLeft)
    {
        var shown = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var file in diagnostics.GroupBy(d => d.Place.Source.Path))
        {
            shown.AddRange(file);
            if (countLeft(file.Key) is > 0 and var left)
            {
                shown.Add(MoreIn(file.First().Place.Source, left));
            }
        }

        return shown.ToImmutable();
    }

    private static Diagnostic MoreIn(SourceText source, int count) => new(
        DiagnosticCatalog.MoreErrors,
        new SourcePlace(source, new TextSpan(source.Content.Length, 0)),
        [Numbers.Show(count), Numbers.Show(Limits.Diagnostics)],
        "correct these first; many of the others may be gone then");

    private static int CountIn(Diagnostic more) =>
        int.Parse(more.Arguments[0], NumberStyles.AllowThousands, Numbers.Grouped);
}
