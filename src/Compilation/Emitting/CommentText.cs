using System.Text;

namespace DmaRules.Compilation.Emitting;

/// <summary>Makes any text fit to stand behind <c>//</c>: one line of printable ASCII. A backslash
/// goes too, so that not even <c>\u000a</c> is there to be believed.</summary>
internal static class CommentText
{
    private const int MaxLength = 100;

    /// <summary>The text with a question mark for each character that is not plain; long text is
    /// cut.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            plain.Append(letter is >= ' ' and <= '~' and not '\\' ? letter : '?');
        }

        return text.Length > MaxLength ? plain.Append("...").ToString() : plain.ToString();
    }
}
