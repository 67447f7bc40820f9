namespace DmaRules.Dsl.Text;

/// <summary>A run of characters: where it starts (from 0) and how many there are.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>The first offset behind the span.</summary>
    public int End => Start + Length;

    /// <summary>The smallest span that covers both.</summary>
    public TextSpan Through(TextSpan other) =>
        new(Math.Min(Start, other.Start), Math.Max(End, other.End) - Math.Min(Start, other.Start));
}
