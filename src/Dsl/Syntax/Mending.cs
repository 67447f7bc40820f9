using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>Reads what could not be read: finds the one small change after which the parser gets
/// through, tells the mistake with that change as its fix, and goes on as if it had been made. A
/// fix that is told has therefore been tried.</summary>
internal sealed class Mending<T>(ParseContext context, Parser<T> parser, string? behind = null)
{
    // A text with more lexemes than this is tried with the likeliest changes only.
    private const int LargeWindow = 20_000;
    private const int FewTrials = 4;
    private const int MostRounds = 4;

    private static readonly string AllDeclarations =
        $"there are {Suggestion.List(FileGrammar.Words.Select(w => $"`{w}`"), "and")}";

    private readonly SourceText _source = context.Source;

    /// <summary>Reads these lexemes and tells their mistakes. False if nothing could be made of
    /// them.</summary>
    public bool TryRead(Lexeme[] lexemes, out T value)
    {
        value = default!;
        if (context.Diagnostics.IsFull(_source))
        {
            // It is counted, and nobody will read good words about it.
            context.Diagnostics.Add(DiagnosticCatalog.Unexpected, PlaceOf(lexemes), help: null);
            return Lose(lexemes);
        }

        var window = lexemes;
        for (var round = 0; round < MostRounds; round++)
        {
            var attempt = Try(window);
            if (attempt.IsGood)
            {
                return Read(lexemes, window, out value);
            }

            var found = Search(window, attempt);
            Tell(window, attempt, found);
            if (found.Repair is not { } repair
                || (!found.IsWhole && repair.Kind != RepairKind.Misspelt))
            {
                return Lose(lexemes);
            }

            window = repair.Apply(window);
        }

        return Lose(lexemes);
    }

    private bool Read(Lexeme[] lexemes, Lexeme[] window, out T value)
    {
        value = default!;
        if (window.Any(l => l.IsHole))
        {
            return Lose(window);
        }

        context.Diagnostics.Doubt.Distrust(PlaceOf(lexemes));
        var mended = new ParseContext(_source, window, window.Length, context.Diagnostics);
        value = parser(new LexemeInput(mended, 0)).Value;
        return true;
    }

    // Until the block, or to the end where there is none.
    private SourcePlace PlaceOf(Lexeme[] lexemes)
    {
        var open = behind is null
            ? -1
            : Array.FindIndex(lexemes, l => l.Is(LexemeKind.Sign, "{"));
        var last = open < 0 ? lexemes[^1] : lexemes[open];
        return new SourcePlace(_source, lexemes[0].Span.Through(last.Span));
    }

    private bool Lose(Lexeme[] lexemes)
    {
        context.Diagnostics.Doubt.Distrust(PlaceOf(lexemes));
        var words = lexemes.Where(l => l.Kind == LexemeKind.Word).Select(l => l.Text);
        context.Diagnostics.Doubt.Lose(words);
        if (lexemes[0].Text == "use" || LacksItsName("let") || LacksItsName("param"))
        {
            context.Diagnostics.Doubt.LoseAValue();
        }

        if (lexemes[0].Text == "use" || LacksItsName("rule"))
        {
            context.Diagnostics.Doubt.LoseARule();
        }

        return false;

        bool LacksItsName(string keyword) => Enumerable.Range(1, lexemes.Length - 1)
            .Any(i => lexemes[i].IsHole && lexemes[i - 1].Text == keyword);
    }

    private Attempt Try(Lexeme[] window)
    {
        var trial = new ParseContext(
            _source, window, window.Length, new DiagnosticList(), isTrial: true);
        var result = parser(new LexemeInput(trial, 0));
        var isGood = result.WasSuccessful && ((LexemeInput)result.Remainder).AtEnd;
        if (result.WasSuccessful && !isGood && behind is not null)
        {
            trial.Expect(((LexemeInput)result.Remainder).Index, behind);
        }

        return new Attempt(isGood, trial.LeftOut, Math.Max(trial.Furthest, 0), trial.Expected);
    }

    // The first change after which all can be read, and what else of its kind would do as well; if
    // none does, the one that gets furthest.
    private Found Search(Lexeme[] window, Attempt failed)
    {
        var search = new RepairSearch(window, failed.Furthest, failed.Expected, _source);
        var limit = window.Length > LargeWindow ? FewTrials : int.MaxValue;
        var found = new Found(null, IsWhole: false, []);
        var (leftOut, reached) = (int.MaxValue, failed.Furthest + 2);
        foreach (var candidate in search.All().Take(limit))
        {
            if (found.IsWhole && candidate.Kind != found.Repair?.Kind && leftOut == 0)
            {
                break;
            }

            var attempt = Try(candidate.Apply(window));
            var gained = attempt.Furthest + candidate.Removed - candidate.Added.Count
                + (candidate.Kind == RepairKind.Misspelt ? 1 : 0);
            if (attempt.IsGood && attempt.LeftOut < leftOut)
            {
                (found, leftOut) = (new Found(candidate, true, [candidate.Text]), attempt.LeftOut);
            }
            else if (attempt.IsGood
                && attempt.LeftOut == leftOut
                && candidate.Kind == found.Repair?.Kind)
            {
                found = found with { Texts = found.Texts.Add(candidate.Text) };
            }
            else if (!attempt.IsGood && !found.IsWhole && gained > reached)
            {
                (found, reached) = (new Found(candidate, false, [candidate.Text]), gained);
            }
        }

        return found;
    }

    private void Tell(Lexeme[] window, Attempt failed, Found found)
    {
        var at = failed.Furthest;
        if (IsToldAlready(window, at))
        {
            return;
        }

        var help = found.Repair?.Help(window, _source, found.Texts)
            ?? (IsAboutDeclarations(failed) ? AllDeclarations : null)
            ?? FormAt(window, at);
        var expected = Suggestion.List(failed.Expected);
        if (at >= window.Length)
        {
            context.Diagnostics.Add(
                DiagnosticCatalog.EndsTooEarly,
                context.PlaceOf(window[^1].Span),
                help,
                expected,
                Repair.Shorten(_source[window[StartOf(window, at)].Span]));
            return;
        }

        context.Diagnostics.Add(
            DiagnosticCatalog.Unexpected,
            context.PlaceOf(window[at].Span),
            help,
            Repair.Shorten(_source[window[at].Span]),
            expected);
    }

    // A text without an end may have swallowed what is missing behind it.
    private static bool IsToldAlready(Lexeme[] window, int at) =>
        (at < window.Length && (window[at].Kind == LexemeKind.Broken || window[at].IsOdd))
        || (at > 0 && (window[at - 1].IsOpen || window[at - 1].Kind == LexemeKind.Broken));

    private static bool IsAboutDeclarations(Attempt failed) =>
        failed.Expected.Contains(FileGrammar.ADeclaration)
        || failed.Expected.Contains(FileGrammar.NextDeclaration);

    private static string? FormAt(Lexeme[] window, int at)
    {
        var first = window[StartOf(window, at)];
        return Forms.Of(first) is { } form ? $"it is written `{form}`" : null;
    }

    private static int StartOf(Lexeme[] window, int at)
    {
        for (var i = Math.Min(at, window.Length - 1); i > 0; i--)
        {
            if (window[i].IsFirstOnLine && i < at && Forms.Of(window[i]) is not null)
            {
                return i;
            }
        }

        return 0;
    }

    private sealed record Found(Repair? Repair, bool IsWhole, ImmutableArray<string> Texts);

    private sealed record Attempt(
        bool IsGood, int LeftOut, int Furthest, IReadOnlyList<string> Expected);
}
