using System.Collections.Immutable;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Everything the tool can say. Codes are never reused; each has a page in
/// docs/diagnostics.</summary>
public static partial class DiagnosticCatalog
{
    private static readonly Lazy<ImmutableArray<DiagnosticDescriptor>> Listed = new(() =>
        [
            .. Syntax.Concat(Binding).Concat(Checks).Concat(Graph)
                .Concat(Scenarios).Concat(Bugs)
                .OrderBy(d => d.Code, StringComparer.Ordinal),
        ]);

    /// <summary>All descriptors, by code.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => Listed.Value;

    /// <summary>The descriptor of that code, or null.</summary>
    public static DiagnosticDescriptor? Find(string code) =>
        All.FirstOrDefault(d => d.Code == code);

    private static DiagnosticDescriptor Error(string number, string title, string format) =>
        new("DMA" + number, Severity.Error, title, format);

    private static DiagnosticDescriptor Warning(string number, string title, string format) =>
        new("DMA" + number, Severity.Warning, title, format);
}
