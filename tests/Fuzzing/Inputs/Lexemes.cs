namespace DmaRules.Fuzzing.Inputs;

/// <summary>Cuts any text into pieces about the size of lexemes. It shares no code with the scanner
/// that is under test, and loses nothing: the pieces in a row are the text.</summary>
internal static class Lexemes
{
    public static List<string> Of(string text)
    {
        var pieces = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = EndOf(text, start);
            pieces.Add(text[start..end]);
            start = end;
        }

        return pieces;
    }

    private static int EndOf(string text, int start)
    {
        var first = text[start];
        if (first == '"')
        {
            var end = text.AsSpan(start + 1).IndexOfAny('"', '\n');
            return end < 0 ? text.Length : start + end + 2;
        }

        if (first == '\n' || !(IsWord(first) || IsBlank(first)))
        {
            return start + 1;
        }

        var at = start + 1;
        while (at < text.Length && (IsWord(first) ? IsWord(text[at]) : IsBlank(text[at])))
        {
            at++;
        }

        return at;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
