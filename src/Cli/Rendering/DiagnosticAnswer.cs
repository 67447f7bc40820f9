using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Cli.Rendering;

/// <summary>Diagnostics in an answer: as JSON, and on a page.</summary>
internal static class DiagnosticAnswer
{
    /// <summary>What JSON says of them.</summary>
    public static ImmutableArray<object> Of(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(Of)];

    /// <summary>What JSON says of a place.</summary>
    public static object Of(SourcePlace place) => new
    {
        place.Source.Path,
        place.Position.Line,
        place.Position.Column,
    };

    /// <summary>As compilers print them. On a page narrower than a terminal long sentences wrap and
    /// long source lines are cut.</summary>
    public static void Write(Page page, IEnumerable<Diagnostic> diagnostics)
    {
        var width = Math.Min(page.Width, Shell.DefaultWidth);
        page.Verbatim(DiagnosticPrinter.Print(diagnostics, width));
    }

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
