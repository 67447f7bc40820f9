using System.Text;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Dsl.Syntax;

// What is not written as the language wants it. Where the meaning is clear the lexeme that was
// meant goes to the parser, so that one wrong character is one complaint.
internal sealed partial class LexemeScanner
{
    private const int MostShown = 20;

    private readonly HashSet<string> _oddWords = [];

    private void ScanWord()
    {
        var end = EndOfName(_at);
        var word = Word(_text.AsSpan(_at, end - _at));
        var plain = word;
        if (!Ascii.IsValid(word))
        {
            plain = Lookalikes.Plain(word);
            ComplainOfWord(word, plain, end);
        }

        Add(LexemeKind.Word, end, plain);
    }

    // `-` and `.` belong to a name only singly and between its parts: `a..b` is a range. What only
    // looks like a part of a name belongs to it too; it is told once a word.
    private int EndOfName(int at)
    {
        while (at < _text.Length)
        {
            var c = _text[at];
            var isJoint = c is '-' or '.' || Lookalikes.IsDash(c) || Lookalikes.IsInvisible(c);
            var isPart = isJoint
                ? at + 1 < _text.Length && IsWordPart(_text[at + 1])
                : IsWordPart(c);
            if (!isPart)
            {
                break;
            }

            at++;
        }

        return at;
    }

    private static bool IsWordPart(char c) =>
        IsNamePart(c) || (!char.IsAscii(c) && char.IsLetterOrDigit(c));

    private void ComplainOfWord(string word, string plain, int end)
    {
        if (!_oddWords.Add(word))
        {
            return;
        }

        var odd = word.First(c => !char.IsAscii(c));
        if (Lookalikes.IsInvisible(odd))
        {
            Complain(DiagnosticCatalog.Invisible, end, $"write `{plain}`", Number(odd));
        }
        else if (plain.All(char.IsAscii))
        {
            var twin = Lookalikes.Plain(odd.ToString());
            Complain(
                DiagnosticCatalog.LooksAlike,
                end,
                $"write `{plain}`",
                odd.ToString(),
                twin,
                Number(odd));
        }
        else
        {
            Complain(
                DiagnosticCatalog.StrayCharacters,
                end,
                "names are made of the letters a-z, digits and `_`, joined by single `-` or `.`",
                plain.First(c => !char.IsAscii(c)).ToString());
        }
    }

    private void ScanForeign(string sign)
    {
        var meaning = ForeignSigns.MeaningOf(sign);
        var help = meaning.Length > 0 ? $"write `{meaning}`"
            : "leave it out: nothing needs to end here";
        Complain(DiagnosticCatalog.StrayCharacters, _at + sign.Length, help, sign);
        AddMeant(meaning, _at + sign.Length);
    }

    private void ScanStrange(char c)
    {
        if (_text.AsSpan(_at).StartsWith("//") || _text.AsSpan(_at).StartsWith("/*"))
        {
            ScanForeignComment();
        }
        else if (Lookalikes.ClosersOf(c) is { } closers)
        {
            ScanOpenText(closers);
        }
        else if (Lookalikes.IsInvisible(c))
        {
            Complain(DiagnosticCatalog.Invisible, _at + 1, "take it out", Number(c));
            Skip(_at + 1);
        }
        else if (IsWordPart(c) && c != '_')
        {
            ScanWord();
        }
        else if (Lookalikes.SignOf(c) is { } sign)
        {
            ScanLookalike(sign);
        }
        else
        {
            ScanStray();
        }
    }

    private void ScanLookalike(string sign)
    {
        var end = _at + 1;
        while (end < _text.Length && Longer(sign, _text[end]) is { } longer)
        {
            (sign, end) = (longer, end + 1);
        }

        var shown = _text[_at..end];
        Complain(
            DiagnosticCatalog.LooksAlike, end, $"write `{sign}`", shown, sign, Number(shown[0]));
        AddMeant(sign, end);
    }

    // `=` and `>` in wide letters, or a dash and `>`: one sign.
    private static string? Longer(string sign, char next)
    {
        var longer = sign + (Lookalikes.SignOf(next) ?? next.ToString());
        return longer == "->" ? "=>" : Signs.Contains(longer) ? longer : null;
    }

    private void ScanForeignComment()
    {
        var isBlock = _text[_at + 1] == '*';
        var close = isBlock ? _text.IndexOf("*/", _at + 2, StringComparison.Ordinal) : -1;
        var shown = _text.Substring(_at, 2);
        var end = close < 0 ? EndOfLine() : close + 2;
        Complain(
            DiagnosticCatalog.StrayCharacters,
            _at + 2,
            $"a comment starts with `#`{(isBlock ? " on each of its lines" : "")}",
            shown);
        Skip(end);
    }

    private void Skip(int end)
    {
        _isOdd = false;
        while (_at < end)
        {
            if (_text[_at] is '\n' or '\r')
            {
                EndLine();
            }
            else
            {
                _at++;
            }
        }
    }

    // A text between other quotes than ours, or one that only starts with ours.
    private void ScanOpenText(string closers)
    {
        var lineEnd = EndOfLine();
        var close = _text.AsSpan(_at + 1, lineEnd - _at - 1).IndexOfAny(closers);
        if (close >= 0)
        {
            var end = _at + 1 + close + 1;
            var inner = _text[(_at + 1)..(end - 1)];
            var odd = _text[_at] == '"' ? _text[end - 1] : _text[_at];
            var help = $"write `\"{inner}\"`, with the straight quotes of a keyboard";
            if (char.IsAscii(odd))
            {
                Complain(DiagnosticCatalog.StrayCharacters, end, help, odd.ToString());
            }
            else
            {
                Complain(
                    DiagnosticCatalog.LooksAlike, end, help, odd.ToString(), "\"", Number(odd));
            }

            Add(LexemeKind.Text, end, inner);
            return;
        }

        var textEnd = _at + _text.AsSpan(_at, lineEnd - _at).TrimEnd().Length;
        Complain(
            DiagnosticCatalog.UnclosedText,
            textEnd,
            "close it with `\"`; a text stays on one line");
        Add(LexemeKind.Text, textEnd, _text[(_at + 1)..textEnd]);
        _lexemes[^1] = _lexemes[^1] with { IsOpen = true };
    }

    // A run of characters that no lexeme has is one mistake, however long it is.
    private void ScanStray()
    {
        var end = _at + 1;
        while (end < _text.Length && IsStray(_text[end]))
        {
            end++;
        }

        var shown = Visible(_text[_at..Math.Min(end, _at + MostShown)]);
        Complain(DiagnosticCatalog.StrayCharacters, end, "take it out", shown);
        Add(LexemeKind.Broken, end, _text[_at..end]);
    }

    private static bool IsStray(char c) =>
        !char.IsWhiteSpace(c) && !IsWordPart(c)
            && !"#\"=<>|(){},:-.".Contains(c, StringComparison.Ordinal);

    private static string Visible(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));

    private static string Number(char c) => $"U+{(int)c:X4}";

    private void AddMeant(string meaning, int end)
    {
        if (meaning.Length == 0)
        {
            Skip(end);
        }
        else
        {
            Add(IsLetter(meaning[0]) ? LexemeKind.Word : LexemeKind.Sign, end, meaning);
        }
    }
}
