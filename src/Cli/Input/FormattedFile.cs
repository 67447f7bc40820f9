using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Text;

namespace DmaRules.Cli.Input;

/// <summary>A file and its text in the one style, which is null where the file has
/// errors.</summary>
internal sealed record FormattedFile(
    string Path, SourceText? Source, string? Text, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool IsBroken => Text is null;

    public bool IsChanged =>
        Text is not null
        && Source is not null
        && (Source.HasByteOrderMark || Text != Source.Content);

    public static FormattedFile Of(SourceText source)
    {
        var formatted = Formatter.Format(source);
        return new FormattedFile(
            source.Path, source, formatted.Value, formatted.Diagnostics);
    }
}
