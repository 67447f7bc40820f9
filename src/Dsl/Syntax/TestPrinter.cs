using System.Collections.Immutable;

namespace DmaRules.Dsl.Syntax;

/// <summary>Prints the lines of tests and scenarios, and tables with straight columns.</summary>
internal static class TestPrinter
{
    public static string Print(LineSyntax line) => line switch
    {
        LineSyntax.GivenLine given => $"given {string.Join(", ", given.Facts.Select(Print))}",
        LineSyntax.ExpectLine expect => $"expect {Print(expect.Expectation)}",
        LineSyntax.StepLine step => Print(step, 0),
        _ => "",
    };

    /// <summary>A scenario's lines, with what is expected of its steps in one column.</summary>
    public static IEnumerable<string> Print(ImmutableArray<LineSyntax> lines)
    {
        var width = lines.OfType<LineSyntax.StepLine>()
            .Where(s => !s.Expected.IsEmpty)
            .Select(s => Doing(s).Length)
            .DefaultIfEmpty()
            .Max();
        return lines.Select(l => l is LineSyntax.StepLine step ? Print(step, width) : Print(l));
    }

    public static IEnumerable<string> Print(ImmutableArray<RowSyntax> rows)
    {
        var left = Columns(rows, r => r.Left);
        var right = Columns(rows, r => r.Right);
        return left.Zip(right).Select(row => $"| {row.First} || {row.Second} |");
    }

    // A row that lacks cells is broken, but still printed with those it has.
    private static IEnumerable<string> Columns(
        ImmutableArray<RowSyntax> rows, Func<RowSyntax, ImmutableArray<CellSyntax>> side)
    {
        string[][] cells = [.. rows.Select(r => side(r).Select(ExpressionPrinter.Print).ToArray())];
        var count = cells.Select(c => c.Length).DefaultIfEmpty().Max();
        int[] widths =
        [
            .. Enumerable.Range(
                0, count).Select(i => cells.Max(c => i < c.Length ? c[i].Length : 0)),
        ];
        return cells.Select(
            c => string.Join(" | ", c.Select((text, i) => text.PadRight(widths[i]))));
    }

    private static string Print(GivenSyntax given) => given switch
    {
        { IsNegated: true } => $"not {given.Fact.Text}",
        { Cells.IsEmpty: true } => given.Fact.Text,
        { IsSet: true } => $"{given.Fact.Text} in {ExpressionPrinter.Print(given.Cells)}",
        _ => $"{given.Fact.Text} {ExpressionPrinter.Print(given.Cells[0])}",
    };

    private static string Print(ExpectationSyntax expectation)
    {
        var outcome = expectation.Outcome is null
            ? ""
            : $" is {SyntaxPrinter.Print(expectation.Outcome)}";
        var rule = expectation.Rule is null ? "" : $" by {expectation.Rule.Text}";
        return expectation.Result.Text + outcome + rule
            + string.Concat(expectation.Effects.Select(e => $" and {Print(e)}"));
    }

    private static string Print(EffectSyntax effect) => effect switch
    {
        { Verdict: { } verdict, Reason: { } reason } => $"dma {verdict.Text} {reason.Text}",
        { Verdict: { } verdict } => $"dma {verdict.Text}",
        { Bounced: false } => "not bounced",
        _ => "bounced",
    };

    private static string Print(LineSyntax.StepLine step, int width)
    {
        var expected = step.Expected.IsEmpty ? "" : $"expect {Print(step.Expected)}";
        var doing = Doing(step);
        return doing.Length == 0 ? expected
            : expected.Length == 0 ? doing
            : $"{doing.PadRight(width)}  {expected}";
    }

    private static string Doing(LineSyntax.StepLine step)
    {
        var actor = step.Actor is null ? ""
            : step.Words.IsEmpty ? $"{step.Actor.Text}:"
            : $"{step.Actor.Text}: ";
        var target = step.Target is null ? "" : $"{step.Target.Text} = ";
        return actor + target + Print(step.Words);
    }

    private static string Print(ImmutableArray<StepWordSyntax> words) =>
        string.Join(' ', words.Select(Print));

    private static string Print(StepWordSyntax word) => word switch
    {
        { Name: { } name } => name.Text,
        { Value: { } value } => ExpressionPrinter.Print(value),
        { Text: { } text } => SyntaxPrinter.Quote(text),
        _ => "",
    };
}
