using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Formatting;

/// <summary>What starts a line: a declaration, or something in a block; and all that it was read
/// from.</summary>
internal sealed record Item(Layout Layout, TextSpan Span);

/// <summary>What becomes of blank lines above an item.</summary>
internal enum BlankLine
{
    /// <summary>There is one if the author put one or more.</summary>
    Kept,

    /// <summary>There is one.</summary>
    Needed,

    /// <summary>There is none.</summary>
    Dropped,
}
