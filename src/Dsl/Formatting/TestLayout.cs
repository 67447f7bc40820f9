using System.Collections.Immutable;
using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Formatting;

/// <summary>The lines of tests and scenarios, and the rows of tables. A line that is too long goes
/// on in the next one; a step and a row cannot.</summary>
internal static class TestLayout
{
    private const string Gap = "  ";

    /// <summary>The lines of a block, with what is expected of steps in one column.</summary>
    public static IEnumerable<Layout> Of(ImmutableArray<LineSyntax> lines)
    {
        var width = Columns.WidthOf(lines.OfType<LineSyntax.StepLine>()
            .Where(s => !s.Words.IsEmpty && !s.Expected.IsEmpty)
            .Select(Doing));
        return lines.Select(line => line switch
        {
            LineSyntax.GivenLine given =>
                ExpressionLayout.Listed(given.Facts, Given).Between("given ", ""),
            LineSyntax.ExpectLine expect => Expect(expect.Expectation),
            LineSyntax.StepLine step => new Layout.Piece(Step(step, width), step.Place.Span),
            _ => new Layout.Piece("", line.Place.Span),
        });
    }

    /// <summary>The rows of a table in straight columns.</summary>
    public static IEnumerable<Layout> Of(ImmutableArray<RowSyntax> rows)
    {
        var left = Columns.Straighten([.. rows.Select(r => Cells(r.Left))]);
        var right = Columns.Straighten([.. rows.Select(r => Cells(r.Right))]);
        return left.Zip(right, rows).Select(row =>
            new Layout.Piece($"| {row.First} || {row.Second} |", row.Third.Place.Span));
    }

    private static string[] Cells(ImmutableArray<CellSyntax> cells) =>
        [.. cells.Select(ValueWords.Of)];

    private static Layout Given(GivenSyntax given) => given switch
    {
        { IsNegated: true } => new Layout.Piece($"not {given.Fact.Text}", given.Place.Span),
        { Cells.IsEmpty: true } => new Layout.Piece(given.Fact.Text, given.Place.Span),
        { IsSet: true } => ExpressionLayout.Set(given.Cells).Between($"{given.Fact.Text} in ", ""),
        _ => new Layout.Piece(
            $"{given.Fact.Text} {ValueWords.Of(given.Cells[0])}", given.Place.Span),
    };

    private static Layout.Group Expect(ExpectationSyntax expectation)
    {
        var start = expectation.Outcome is { } outcome
            ? new Layout.Piece(
                $"expect {expectation.Result.Text} is {ValueWords.Of(outcome)}", outcome.Place.Span)
            : new Layout.Piece(
                $"expect {expectation.Result.Text}", expectation.Result.Place.Span);
        IEnumerable<Layout> rule = expectation.Rule is { } name
            ? [new Layout.Piece($"by {name.Text}", name.Place.Span)]
            : [];
        var effects = expectation.Effects.Select((effect, i) =>
        {
            var joint = i == 0 && expectation.Outcome is null ? "" : "and ";
            return new Layout.Piece(joint + Effect(effect), effect.Place.Span);
        });
        return new Layout.Group([start, .. rule, .. effects], Breaking.Filled, Layout.Step);
    }

    private static string Effect(EffectSyntax effect) => effect switch
    {
        { Verdict: { } verdict, Reason: { } reason } => $"dma {verdict.Text} {reason.Text}",
        { Verdict: { } verdict } => $"dma {verdict.Text}",
        { Bounced: false } => "not bounced",
        _ => "bounced",
    };

    private static string Step(LineSyntax.StepLine step, int width)
    {
        var expected = step.Expected.IsEmpty ? "" : $"expect {Words(step.Expected)}";
        var doing = Doing(step);
        return step.Words.IsEmpty ? doing + expected
            : expected.Length == 0 ? doing
            : doing.PadRight(width) + Gap + expected;
    }

    private static string Doing(LineSyntax.StepLine step)
    {
        var actor = step.Actor is null ? "" : $"{step.Actor.Text}: ";
        var target = step.Target is null ? "" : $"{step.Target.Text} = ";
        return actor + target + Words(step.Words);
    }

    private static string Words(ImmutableArray<StepWordSyntax> words) =>
        string.Join(' ', words.Select(w => w switch
        {
            { Name: { } name } => name.Text,
            { Value: { } value } => ValueWords.Of(value),
            { Text: { } text } => ValueWords.Of(text),
            _ => "",
        }));
}
