using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Cli.Rendering;

/// <summary>Diagnostics in an answer: as JSON, and on a page.</summary>
internal static class DiagnosticAnswer
{
    private const int MostPages = 3;

    /// <summary>What JSON says of them.</summary>
    public static ImmutableArray<object> Of(IEnumerable<Diagnostic> diagnostics) =>
        [.. ShownDiagnostics.Of(diagnostics).Select(Of)];

    /// <summary>What JSON says of a place.</summary>
    public static object Of(SourcePlace place) => new
    {
        place.Source.Path,
        place.Position.Line,
        place.Position.Column,
    };

    /// <summary>As compilers print them. On a page narrower than a terminal long sentences wrap and
    /// long source lines are cut. The last line says where to read on.</summary>
    public static void Write(Page page, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var width = Math.Min(page.Width, Shell.DefaultWidth);
        page.Verbatim(DiagnosticPrinter.Print(diagnostics, width));
        var pages = diagnostics.Select(d => d.Descriptor.Code).Distinct().Take(MostPages)
            .Select(c => $"`dmarules explain {c}`");
        page.Line();
        page.Prose(0, $"More on what was found: {string.Join(", ", pages)}");
    }

    /// <summary>A list of what may be missing.</summary>
    public static ImmutableArray<Diagnostic> NoneOrOne(Diagnostic? diagnostic) =>
        diagnostic is null ? [] : [diagnostic];

    /// <summary>The same below what stands on the page already; nothing if there are
    /// none.</summary>
    public static void WriteBelow(Page page, IReadOnlyCollection<Diagnostic> diagnostics)
    {
        if (diagnostics.Count > 0)
        {
            page.Line();
            Write(page, diagnostics);
        }
    }

    private static object Of(Diagnostic diagnostic) => new
    {
        diagnostic.Descriptor.Code,
        Severity = diagnostic.Descriptor.Severity == Severity.Error ? "error" : "warning",
        diagnostic.Message,
        diagnostic.Help,
        diagnostic.Place.Source.Path,
        diagnostic.Place.Position.Line,
        diagnostic.Place.Position.Column,
        diagnostic.Place.Span.Length,
        Related = (diagnostic.Related.IsDefault ? [] : diagnostic.Related).Select(r => new
        {
            r.Words,
            r.Place.Source.Path,
            r.Place.Position.Line,
            r.Place.Position.Column,
        }),
    };
}
