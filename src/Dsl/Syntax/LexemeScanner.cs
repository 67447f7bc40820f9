using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>Cuts a text into lexemes in one pass by hand; combinators that look at characters are
/// eight times slower. Every lexeme ends on its line, so a forgotten quote spoils one line
/// only.</summary>
internal sealed partial class LexemeScanner
{
    // Longest first: a shorter sign may be the start of a longer one.
    private static readonly string[] Signs =
    [
        "=>", "==", "!=", "<=", ">=", "||", "..",
        "<", ">", "=", "|", "(", ")", "{", "}", ",", ":", "-",
    ];

    private readonly SourceText _source;
    private readonly string _text;
    private readonly DiagnosticList _diagnostics;
    private readonly LexemeList _lexemes = [];
    private readonly List<Comment> _comments = [];
    private readonly string[] _words = new string[256];
    private int _at;
    private int _lineStart;
    private int _lineEnd = -1;
    private bool _isFirst = true;
    private bool _isOdd;

    private LexemeScanner(SourceText source, DiagnosticList diagnostics) =>
        (_source, _text, _diagnostics) = (source, source.Content, diagnostics);

    public static LexemeList Scan(SourceText source, DiagnosticList diagnostics)
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
            if (c is '\n' or '\r')
            {
                EndLine();
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
            }
        }
    }

    private void EndLine()
    {
        _at += _text.AsSpan(_at).StartsWith("\r\n") ? 2 : 1;
        _lineStart = _at;
        _isFirst = true;
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
            ScanWord();
        }
        else if (char.IsAsciiDigit(c))
        {
            ScanNumber();
        }
        else if (c == '"')
        {
            ScanText();
        }
        else if (ForeignSigns.At(_text, _at) is { } foreign)
        {
            ScanForeign(foreign);
        }
        else if (SignHere() is { } sign)
        {
            Add(LexemeKind.Sign, _at + sign.Length, sign);
        }
        else
        {
            ScanStrange(c);
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
            if (rest[0] == sign[0] && rest.StartsWith(sign))
            {
                return sign;
            }
        }

        return null;
    }

    private void ScanText()
    {
        var close = _text.IndexOf('"', _at + 1, EndOfLine() - _at - 1);
        if (close >= 0)
        {
            Add(LexemeKind.Text, close + 1, _text[(_at + 1)..close]);
        }
        else
        {
            ScanOpenText("\u201d\u201c\u00bb");
        }
    }

    // Looked for once a line: a line of megabytes may hold a million texts.
    private int EndOfLine()
    {
        if (_lineEnd < _at)
        {
            var end = _text.AsSpan(_at).IndexOfAny('\n', '\r');
            _lineEnd = end < 0 ? _text.Length : _at + end;
        }

        return _lineEnd;
    }

    private void Complain(
        DiagnosticDescriptor descriptor, int end, string? help, params string[] arguments)
    {
        var span = new TextSpan(_at, end - _at);
        _diagnostics.Add(descriptor, new SourcePlace(_source, span), help, arguments);
        _isOdd = true;
    }

    private void Add(LexemeKind kind, int end, string text)
    {
        var span = new TextSpan(_at, end - _at);
        _lexemes.Add(
            new Lexeme(kind, text, span, _isFirst, _at == _lineStart)
            {
                IsOdd = _isOdd,
            });
        _at = end;
        _isFirst = false;
        _isOdd = false;
    }
}
