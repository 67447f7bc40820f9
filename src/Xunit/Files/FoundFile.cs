using DmaRules.Dsl.Text;

namespace DmaRules.Xunit.Files;

/// <summary>A file that a pattern means.</summary>
/// <param name="Path">Relative to where the pattern starts, with slashes.</param>
/// <param name="Name">What the pattern's wildcards stand for: enough to tell it from the pattern's
/// other files.</param>
internal sealed record FoundFile(string Path, string Name)
{
    /// <summary>The line of a place in this file; null if it is in another one.</summary>
    public int? LineOf(SourcePlace? place) =>
        place is { } here && here.Source.Path == Path ? here.Position.Line : null;
}
