using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Another place that a diagnostic speaks of, with a few words on why.</summary>
public sealed record RelatedPlace(SourcePlace Place, string Words);

/// <summary>A complaint as data: what, where, with which words. Text is made by the
/// printer.</summary>
public sealed record Diagnostic(
    DiagnosticDescriptor Descriptor,
    SourcePlace Place,
    ImmutableArray<string> Arguments,
    string? Help = null,
    ImmutableArray<RelatedPlace> Related = default)
{
    /// <summary>The descriptor's words with the arguments in place.</summary>
    public string Message =>
        string.Format(CultureInfo.InvariantCulture, Descriptor.Format, [.. Arguments]);
}
