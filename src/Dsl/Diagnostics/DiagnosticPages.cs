namespace DmaRules.Dsl.Diagnostics;

/// <summary>The page behind every code, as it is in docs/diagnostics.</summary>
public static class DiagnosticPages
{
    private const string Folder = "diagnostics/";

    /// <summary>The codes that have a page, sorted.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. typeof(DiagnosticPages).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Select(n => n[Folder.Length..^".md".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The page for a code such as <c>DMA2001</c>, in markdown; null if there is no such
    /// code.</summary>
    public static string? Find(string code)
    {
        var name = $"{Folder}{code.ToUpperInvariant()}.md";
        using var stream = typeof(DiagnosticPages).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
