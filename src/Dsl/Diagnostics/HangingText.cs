using System.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Sentences behind a head, wrapped below each other. What stands in backticks is not
/// broken, because people search for it and paste it; what is wider than a line stands on one of
/// its own.</summary>
internal static class HangingText
{
    /// <summary>Writes the head, the sentence and a line feed. Lines behind the first one start
    /// with <paramref name="indent"/> blanks.</summary>
    public static void Append(
        StringBuilder text, string head, string sentence, int indent, int width)
    {
        text.Append(PlainText.Of(head));
        var column = head.Length;
        foreach (var piece in Pieces(PlainText.Of(sentence)))
        {
            if (column + 1 + piece.Length <= width || column <= indent)
            {
                text.Append(' ');
                column++;
            }
            else
            {
                text.Append('\n').Append(' ', indent);
                column = indent;
            }

            text.Append(piece);
            column += piece.Length;
        }

        text.Append('\n');
    }

    private static IEnumerable<string> Pieces(string sentence)
    {
        var start = 0;
        for (var i = 0; i < sentence.Length; i++)
        {
            if (sentence[i] == ' ')
            {
                yield return sentence[start..i];
                start = i + 1;
            }
            else if (sentence[i] == '`')
            {
                i = Math.Max(i, sentence.IndexOf('`', i + 1));
            }
        }

        yield return sentence[start..];
    }
}
