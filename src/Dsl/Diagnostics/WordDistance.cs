namespace DmaRules.Dsl.Diagnostics;

/// <summary>How many edits make one word of another. Case does not count, nor which of <c>-</c>,
/// <c>_</c> and <c>.</c> joins the parts; swapped neighbours are one edit, being the commonest
/// slip.</summary>
internal static class WordDistance
{
    /// <summary>Longer words are far from everything: nobody misspells so much.</summary>
    public const int LongestWord = 64;

    private const int Width = LongestWord + 1;

    /// <summary>The distance if it is at most <paramref name="allowed"/>; else something
    /// greater.</summary>
    public static int Between(string word, string other, int allowed)
    {
        if (Math.Max(word.Length, other.Length) > LongestWord
            || Math.Abs(word.Length - other.Length) > allowed)
        {
            return int.MaxValue;
        }

        // Three rows of the usual table are enough: row i lies at i % 3.
        Span<int> rows = stackalloc int[3 * Width];
        for (var j = 0; j <= other.Length; j++)
        {
            rows[j] = j;
        }

        for (var i = 1; i <= word.Length; i++)
        {
            if (FillRow(rows, word, other, i) > allowed)
            {
                return int.MaxValue;
            }
        }

        return rows[(word.Length % 3 * Width) + other.Length];
    }

    // Gives the least of the row: no later one has less.
    private static int FillRow(Span<int> rows, string word, string other, int i)
    {
        var row = rows.Slice(i % 3 * Width, Width);
        var last = rows.Slice((i + 2) % 3 * Width, Width);
        var before = rows.Slice((i + 1) % 3 * Width, Width);
        row[0] = i;
        var least = i;
        for (var j = 1; j <= other.Length; j++)
        {
            var edits = last[j - 1] + (AreSame(word[i - 1], other[j - 1]) ? 0 : 1);
            row[j] = Math.Min(edits, Math.Min(last[j], row[j - 1]) + 1);
            var isSwapped = i > 1 && j > 1
                && AreSame(word[i - 1], other[j - 2])
                && AreSame(word[i - 2], other[j - 1]);
            row[j] = isSwapped ? Math.Min(row[j], before[j - 2] + 1) : row[j];
            least = Math.Min(least, row[j]);
        }

        return least;
    }

    private static bool AreSame(char one, char other) => Fold(one) == Fold(other);

    private static char Fold(char c) => c is '-' or '.' ? '_' : char.ToLowerInvariant(c);
}
