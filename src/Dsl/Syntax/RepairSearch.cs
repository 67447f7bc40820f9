using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>The changes that may mend a text where the parser could not go on, the likeliest
/// first. Which of them do, only the parser knows.</summary>
internal sealed class RepairSearch(
    IReadOnlyList<Lexeme> window, int at, IReadOnlyList<string> expected, SourceText source)
{
    private readonly string[] _literals =
        [.. expected.SelectMany(LiteralsOf).Distinct()];

    private Lexeme? Here => at < window.Count ? window[at] : null;

    private Lexeme? Before => at > 0 ? window[at - 1] : null;

    public IEnumerable<Repair> All()
    {
        // Where the text ends too early, something is missing; nothing can have changed places.
        var swapped = Here is null ? [] : Swapped().ToArray();
        return Misspelt().Concat(Unquoted()).Concat(Quoted()).Concat(Unit()).Concat(Doubled())
            .Concat(Chained()).Concat(Missing(at)).Concat(Holes())
            .Concat(swapped.Where(IsOnOneLine)).Concat(Stray(at)).Concat(Wrong())
            .Concat(Swapped()).Concat(MissingBefore()).Concat(WrongHoles()).Concat(Stray(at - 1));
    }

    private static bool IsOnOneLine(Repair swap) => !swap.Added[1].IsFirstOnLine;

    private static IEnumerable<string> LiteralsOf(string expectation) =>
        expectation == FileGrammar.ADeclaration ? FileGrammar.Words
        : expectation.Length > 2 && expectation[0] == '`' && expectation[^1] == '`'
            ? [expectation[1..^1]]
        : [];

    private IEnumerable<Repair> Misspelt()
    {
        if (Here is { Kind: LexemeKind.Word or LexemeKind.Sign } here)
        {
            foreach (var meant in OtherWords.MeantBy(here, _literals))
            {
                yield return Replace(RepairKind.Misspelt, at, meant);
            }
        }

        // `mask => 64 bits => bypass`: the first arrow was taken for the one before an outcome.
        var last = Math.Min(at, window.Count) - 1;
        while (last > 0 && !window[last].IsFirstOnLine && !window[last].Is(LexemeKind.Sign, "=>"))
        {
            last--;
        }

        if (last > 0 && window[last].Is(LexemeKind.Sign, "=>"))
        {
            yield return Replace(RepairKind.Misspelt, last, ">=") with
            {
                Text = "`>=`: the sign `=>` stands before an outcome", IsWholeSentence = true,
            };
        }
    }

    private IEnumerable<Repair> Unit()
    {
        if (Here is not { Kind: LexemeKind.Word, IsFirstOnLine: false } here
            || !expected.Contains(ExpressionGrammar.UnitExpected))
        {
            yield break;
        }

        if (Units.Meant(here.Text) is { } unit)
        {
            yield return Replace(RepairKind.Misspelt, at, unit) with
            {
                Text = $"`{Before?.Text} {unit}`{Units.Remark(here.Text)}", IsWholeSentence = true,
            };
        }

        if (!LexemeParsers.IsName(here) || _literals.Contains(here.Text))
        {
            yield break;
        }

        var units = Suggestion.List(Units.Names.Select(u => $"`{u}`"));
        var hole = New(Units.Bits.Name, at) with { Span = here.Span, IsHole = true };
        yield return new Repair(RepairKind.Misspelt, at, 1, [hole], $"a unit there: {units}")
            with { IsWholeSentence = true };
    }

    // `'atomic'`, where a name belongs.
    private IEnumerable<Repair> Quoted()
    {
        if (Here is { Kind: LexemeKind.Text, Text.Length: > 0 } here
            && LexemeScanner.IsLetter(here.Text[0])
            && here.Text.All(c => LexemeScanner.IsNamePart(c) || c is '-' or '.'))
        {
            yield return Replace(RepairKind.Misspelt, at, here.Text)
                with { Text = $"`{here.Text}`, without quotes", IsWholeSentence = true };
        }
    }

    // `policy my own`: all the words up to the next sign, or only the first one.
    private IEnumerable<Repair> Unquoted()
    {
        if (!expected.Contains(LexemeParsers.AText))
        {
            return [];
        }

        var count = window.Skip(at).TakeWhile((l, i) => IsPlainWord(l, isFirst: i == 0)).Count();
        return new[] { count, 1 }.Distinct().Where(n => n > 0 && n <= count).Select(n =>
        {
            var span = window[at].Span.Through(window[at + n - 1].Span);
            var text = window[at] with { Kind = LexemeKind.Text, Text = source[span], Span = span };
            return new Repair(RepairKind.Misspelt, at, n, [text], $"`\"{text.Text}\"`")
                with { IsWholeSentence = true };
        });
    }

    private static bool IsPlainWord(Lexeme lexeme, bool isFirst) =>
        lexeme.Kind is LexemeKind.Word or LexemeKind.Number && (isFirst || !lexeme.IsFirstOnLine);

    // `1 bits < mask < 64 bits`: people who do mathematics write it so.
    private IEnumerable<Repair> Chained()
    {
        if (Here is not { } here || !ExpressionGrammar.IsComparison(here) || at < 2)
        {
            yield break;
        }

        var length = Units.Find(window[at - 1].Text) is null ? 1 : 2;
        var term = window.Skip(at - length).Take(length).ToArray();
        var text = "and " + string.Join(' ', term.Select(l => l.Text));
        yield return new Repair(RepairKind.Missing, at, 0, [New("and", at), .. term], text);
    }

    // Here, or just before: in `param param size` the second one passes for a name.
    private IEnumerable<Repair> Doubled()
    {
        for (var i = at; i > 0 && i >= at - 1; i--)
        {
            if (i < window.Count && source[window[i].Span] == source[window[i - 1].Span])
            {
                yield return new Repair(RepairKind.Doubled, i, 1, [], "");
            }
        }
    }

    private IEnumerable<Repair> Swapped()
    {
        for (var i = at - 1; i <= at; i++)
        {
            if (i >= 0 && i + 1 < window.Count)
            {
                var (first, second) = (window[i], window[i + 1]);
                yield return new Repair(
                    RepairKind.Swapped,
                    i,
                    2,
                    [Moved(second, first), Moved(first, second)],
                    $"{source[second.Span]} {source[first.Span]}");
            }
        }
    }

    // A value is no condition, so nothing that joins conditions is missing before it.
    private IEnumerable<Repair> Missing(int index)
    {
        var isValue = index < window.Count && window[index].Kind == LexemeKind.Number;
        return _literals.Where(l => !isValue || l is not ("and" or "or" or "implies"))
            .Select(l => new Repair(RepairKind.Missing, index, 0, [New(l, index)], l));
    }

    private IEnumerable<Repair> MissingBefore() => at > 0 ? Missing(at - 1) : [];

    private IEnumerable<Repair> Stray(int index) => index >= 0 && index < window.Count
        ? [new Repair(RepairKind.Stray, index, 1, [], "")]
        : [];

    private IEnumerable<Repair> Wrong() =>
        Here is null ? [] : _literals.Select(l => Replace(RepairKind.Wrong, at, l));

    private IEnumerable<Repair> Holes() =>
        HolesOf(Slot(at)).Select(h => new Repair(RepairKind.Hole, at, 0, [h.Hole], h.What));

    private IEnumerable<Repair> WrongHoles() => Here is not { } here ? []
        : HolesOf(here).Select(h => new Repair(RepairKind.Misplaced, at, 1, [h.Hole], h.What));

    private IEnumerable<(Lexeme Hole, string What)> HolesOf(Lexeme place) =>
        from what in expected
        let hole = HoleFor(what)
        where hole is not null
        select (
            place with
            {
                Kind = hole.Value.Kind,
                Text = hole.Value.Text,
                IsHole = true,
                IsOpen = false,
            },
            what);

    private static (LexemeKind Kind, string Text)? HoleFor(string what) => what switch
    {
        "a value" => (LexemeKind.Number, "0"),
        LexemeParsers.AText => (LexemeKind.Text, ""),
        "a comparison" => (LexemeKind.Sign, "=="),
        "a cell" => (LexemeKind.Sign, "-"),
        "who does it" => (LexemeKind.Word, ""),
        ExpressionGrammar.UnitExpected or FileGrammar.ADeclaration => null,
        _ when what.StartsWith('a') => (LexemeKind.Word, ""),
        _ => null,
    };

    private Repair Replace(RepairKind kind, int index, string text) => new(
        kind, index, 1, [New(text, index) with { Span = window[index].Span }], text);

    private Lexeme New(string text, int index)
    {
        var kind = char.IsAsciiDigit(text[0]) ? LexemeKind.Number
            : LexemeScanner.IsLetter(text[0]) ? LexemeKind.Word
            : LexemeKind.Sign;
        return Slot(index) with { Kind = kind, Text = text, IsHole = false, IsOpen = false };
    }

    // An empty place in front of a lexeme; where that starts a line, behind the one before it,
    // unless it is the first of all.
    private Lexeme Slot(int index)
    {
        var isBehind = index > 0 && (index >= window.Count || window[index].IsFirstOnLine);
        return isBehind
            ? window[index - 1] with
            {
                Span = new TextSpan(window[index - 1].Span.End, 0),
                IsFirstOnLine = false,
                IsInFirstColumn = false,
            }
            : window[index] with { Span = new TextSpan(window[index].Span.Start, 0) };
    }

    private static Lexeme Moved(Lexeme lexeme, Lexeme to) => lexeme with
    {
        IsFirstOnLine = to.IsFirstOnLine, IsInFirstColumn = to.IsInFirstColumn,
    };
}
