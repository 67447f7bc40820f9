using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>All lexemes and comments of a text, each in their order.</summary>
internal sealed record ScannedText(
    SourceText Source, IReadOnlyList<Lexeme> Lexemes, IReadOnlyList<Comment> Comments)
{
    /// <summary>How many lexemes start before an offset; that is the index of the next
    /// one.</summary>
    public int IndexAt(int offset)
    {
        var (low, high) = (0, Lexemes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Lexemes[middle].Span.Start < offset ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
