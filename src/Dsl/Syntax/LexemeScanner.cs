using System.Buffers;
using System.Globalization;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>Cuts a text into lexemes in one pass by hand; combinators that look at characters are
/// eight times slower. Every lexeme ends on its line, so a forgotten quote spoils one line
/// only.</summary>
internal sealed class LexemeScanner
{
    // Longest first: a shorter sign may be the start of a longer one.
    private static readonly string[] Signs =
    [
        "=>", "==", "!=", "<=", ">=", "||", "..",
        "<", ">", "=", "|", "(", ")", "{", "}", ",", ":", "-",
    ];

    private static readonly SearchValues<char> HexDigits =
        SearchValues.Create("0123456789abcdefABCDEF");

    private readonly SourceText _source;
    private readonly string _text;
    private readonly DiagnosticList _diagnostics;
    private readonly List<Lexeme> _lexemes = [];
    private readonly List<Comment> _comments = [];
    private readonly string[] _words = new string[256];
    private int _at;
    private int _lineStart;
    private bool _isFirst = true;

    private LexemeScanner(SourceText source, DiagnosticList diagnostics) =>
        (_source, _text, _diagnostics) = (source, source.Content, diagnostics);

    public static List<Lexeme> Scan(SourceText source, DiagnosticList diagnostics)
    {
        var scanner = new LexemeScanner(source, diagnostics);
        scanner.ScanAll();
        return scanner._lexemes;
    }

    /// <summary>The comments too, which are no lexemes.</summary>
    public static ScannedText ScanAll(SourceText source)
    {
        var scanner = new LexemeScanner(source, new DiagnosticList());
        scanner.ScanAll();
        return new ScannedText(source, scanner._lexemes, scanner._comments);
    }

    public static bool IsLetter(char c) => char.IsAsciiLetter(c);

    public static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private void ScanAll()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '\n')
            {
                _at++;
                _lineStart = _at;
                _isFirst = true;
            }
            else if (char.IsWhiteSpace(c))
            {
                _at++;
            }
            else if (c == '#')
            {
                ScanComment();
            }
            else
            {
                ScanOne(c);
                _isFirst = false;
            }
        }
    }

    private void ScanComment()
    {
        var end = EndOfLine();
        _comments.Add(new Comment(_at, _text[_at..end].TrimEnd(), _isFirst));
        _at = end;
    }

    private void ScanOne(char c)
    {
        if (IsLetter(c))
        {
            var end = EndOfName(_at);
            Add(LexemeKind.Word, end, Word(_text.AsSpan(_at, end - _at)));
        }
        else if (char.IsAsciiDigit(c))
        {
            ScanNumber();
        }
        else if (c == '"')
        {
            ScanText();
        }
        else if (SignHere() is { } sign)
        {
            Add(LexemeKind.Sign, _at + sign.Length, sign);
        }
        else
        {
            ScanStray();
        }
    }

    // The same few words make up most of a file, so one string serves wherever they come again. A
    // word that falls on another's place takes it over.
    private string Word(ReadOnlySpan<char> word)
    {
        ref var known =
            ref _words[(word[0] * 31 + word[^1] * 7 + word.Length) % _words.Length];
        return word.SequenceEqual(known) ? known : known = word.ToString();
    }

    private string? SignHere()
    {
        var rest = _text.AsSpan(_at);
        foreach (var sign in Signs)
        {
            if (rest.StartsWith(sign, StringComparison.Ordinal))
            {
                return sign;
            }
        }

        return null;
    }

    // `-` and `.` belong to a name only singly and between its parts: `a..b` is a range.
    private int EndOfName(int at)
    {
        while (at < _text.Length)
        {
            var isJoint = _text[at] is '-' or '.'
                && at + 1 < _text.Length
                && IsNamePart(_text[at + 1]);
            if (!isJoint && !IsNamePart(_text[at]))
            {
                break;
            }

            at++;
        }

        return at;
    }

    private void ScanNumber()
    {
        var end = _at;
        while (end < _text.Length && IsNamePart(_text[end]))
        {
            end++;
        }

        var word = _text[_at..end];
        var digits = word.Replace("_", "", StringComparison.Ordinal);
        var isHex = digits.StartsWith("0x", StringComparison.Ordinal);
        if (isHex ? !IsHexNumber(digits) : digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            var number = new string([.. digits.TakeWhile(char.IsAsciiDigit)]);
            var unit = Units.Find(digits[number.Length..]) is null ? null : digits[number.Length..];
            Complain(
                DiagnosticCatalog.NotANumber,
                end,
                unit is null ? null : $"put a blank before the unit: `{number} {unit}`",
                word);
            return;
        }

        var parsed = isHex
            ? ulong.TryParse(
                digits.AsSpan(2),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out var value)
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (!parsed)
        {
            Complain(
                DiagnosticCatalog.NumberTooLarge,
                end,
                "the greatest number is 18446744073709551615",
                word);
            return;
        }

        Add(LexemeKind.Number, end, word, value);
    }

    private static bool IsHexNumber(string digits) =>
        digits.Length > 2 && digits.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0;

    private void ScanText()
    {
        var lineEnd = EndOfLine();
        var close = _text.IndexOf('"', _at + 1, lineEnd - _at - 1);
        if (close < 0)
        {
            var end = _at + _text.AsSpan(_at, lineEnd - _at).TrimEnd().Length;
            Complain(
                DiagnosticCatalog.UnclosedText,
                end,
                "close it with `\"`; a text stays on one line");
            return;
        }

        Add(LexemeKind.Text, close + 1, _text[(_at + 1)..close]);
    }

    // A run of characters that no lexeme has is one mistake, however long it is.
    private void ScanStray()
    {
        var end = _at + 1;
        while (end < _text.Length && IsStray(_text[end]))
        {
            end++;
        }

        var shown = _text[_at..Math.Min(end, _at + 20)];
        var meant = shown switch { "&&" or "&" => "and", "!" => "not", _ => null };
        var help = meant is null ? null : $"did you mean `{meant}`?";
        Complain(DiagnosticCatalog.StrayCharacters, end, help, shown);
    }

    private static bool IsStray(char c) =>
        !char.IsWhiteSpace(c) && !IsNamePart(c)
            && !"#\"=<>|(){},:-.".Contains(c, StringComparison.Ordinal);

    private int EndOfLine()
    {
        var end = _text.IndexOf('\n', _at);
        return end < 0 ? _text.Length : end;
    }

    private void Complain(
        DiagnosticDescriptor descriptor, int end, string? help, params string[] arguments)
    {
        var span = new TextSpan(_at, end - _at);
        _diagnostics.Add(descriptor, new SourcePlace(_source, span), help, arguments);
        Add(LexemeKind.Broken, end, _text[_at..end]);
    }

    private void Add(LexemeKind kind, int end, string text, ulong value = 0)
    {
        var span = new TextSpan(_at, end - _at);
        _lexemes.Add(
            new Lexeme(kind, text, span, _isFirst, _at == _lineStart) { Value = value });
        _at = end;
    }
}
