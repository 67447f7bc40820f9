using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>What a lexeme is.</summary>
internal enum LexemeKind : byte
{
    /// <summary>Behind the last one.</summary>
    End,

    /// <summary>A name or a keyword: which of them, the grammar decides where it stands.</summary>
    Word,

    /// <summary>A number, decimal or hex.</summary>
    Number,

    /// <summary>A text in quotes.</summary>
    Text,

    /// <summary>One of the signs.</summary>
    Sign,

    /// <summary>Something that was complained about already; it silences the parser.</summary>
    Broken,
}

/// <summary>The smallest thing the grammar knows. <paramref name="Text"/> of a text is what stands
/// between the quotes.</summary>
internal readonly record struct Lexeme(
    LexemeKind Kind, string Text, TextSpan Span, bool IsFirstOnLine, bool IsInFirstColumn)
{
    /// <summary>Whether it is a text that never closed: it may have swallowed anything.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it was complained of already.</summary>
    public bool IsOdd { get; init; }

    /// <summary>Whether it stands for something that is missing, whatever that would have
    /// been.</summary>
    public bool IsHole { get; init; }

    /// <summary>What a number says.</summary>
    public ulong Value => LexemeScanner.ValueOf(Text);

    public bool IsHex =>
        Kind == LexemeKind.Number && Text.StartsWith("0x", StringComparison.Ordinal);

    /// <summary>Whether it belongs to what stands before it, not to what follows.</summary>
    public bool EndsWhatIsBefore => Kind switch
    {
        LexemeKind.Sign => Text is ")" or "}" or "," or ":" or "=",
        LexemeKind.Word => Text is "impossible",
        _ => false,
    };

    public bool Is(LexemeKind kind, string text) => Kind == kind && Text == text;
}
