using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>One side of a comparison: a name or a value.</summary>
public abstract record TermSyntax(SourcePlace Place);

/// <summary>A word that names something.</summary>
public sealed record NameSyntax(string Text, SourcePlace Place) : TermSyntax(Place);

/// <summary>What stands between two quotes.</summary>
public sealed record TextSyntax(string Text, SourcePlace Place);

/// <summary><c>yes</c>, <c>no</c> or a number with its unit, as it is written.</summary>
public abstract record ValueSyntax(SourcePlace Place) : TermSyntax(Place)
{
    /// <summary><c>yes</c> or <c>no</c>.</summary>
    public sealed record Flag(bool Value, SourcePlace Place) : ValueSyntax(Place);

    /// <summary>A number; <paramref name="Unit"/> is null or one of the language's units.</summary>
    public sealed record Number(
        ulong Value, string Written, bool IsHex, string? Unit, SourcePlace Place)
        : ValueSyntax(Place);
}

/// <summary>What stands in a set, a table's cell or behind a given fact.</summary>
public abstract record CellSyntax(SourcePlace Place)
{
    /// <summary><c>-</c>: every value, or nothing said.</summary>
    public sealed record Dash(SourcePlace Place) : CellSyntax(Place);

    /// <summary>A value, or with <paramref name="Max"/> all from one to the other.</summary>
    public sealed record Range(ValueSyntax Min, ValueSyntax? Max, SourcePlace Place)
        : CellSyntax(Place);

    /// <summary>Words and perhaps a message: a member, an outcome, a verdict with its
    /// reason.</summary>
    public sealed record Words(WordsSyntax Content, SourcePlace Place) : CellSyntax(Place);
}

/// <summary>An outcome or the like: words in a row, and the message behind them.</summary>
public sealed record WordsSyntax(
    ImmutableArray<NameSyntax> Words, TextSyntax? Message, SourcePlace Place)
{
    /// <summary>The words with single blanks between them.</summary>
    public string Text =>
        Words.Length == 1 ? Words[0].Text : string.Join(' ', Words.Select(w => w.Text));
}
