using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Formatting;

/// <summary>Prints a file in its one style, which docs/language.md describes. A declaration is one
/// item; one with a block is its start, what is in it, and its brace.</summary>
internal static class SyntaxPrinter
{
    /// <summary>Reading the text back and printing that gives the same.</summary>
    public static string Print(PolicySyntax file)
    {
        var writer = new ItemWriter(LexemeScanner.ScanAll(file.Source));
        DeclarationSyntax? last = null;
        foreach (var declaration in file.Declarations)
        {
            var isAlone = last is not null && !AreNeighbours(last, declaration);
            Print(writer, declaration, isAlone ? BlankLine.Needed : BlankLine.Kept);
            last = declaration;
        }

        return writer.Finish();
    }

    /// <summary>A condition on one line.</summary>
    public static string Print(ExpressionSyntax expression) =>
        string.Join(' ', ExpressionLayout.Of(expression, 0).Pieces().Select(p => p.Text));

    // Short declarations of one kind may stand below each other like the lines of a list.
    private static bool AreNeighbours(DeclarationSyntax one, DeclarationSyntax other) =>
        one.GetType() == other.GetType()
        && one is DeclarationSyntax.Use
            or DeclarationSyntax.Param
            or DeclarationSyntax.Let
            or DeclarationSyntax.Invariant;

    private static void Print(ItemWriter writer, DeclarationSyntax declaration, BlankLine blank)
    {
        var place = declaration.Place.Span;
        if (ItemsOf(declaration) is not { } items)
        {
            writer.Write(new Item(DeclarationLayout.Of(declaration), place), blank);
            return;
        }

        writer.Open(DeclarationLayout.StartOf(declaration), place, blank);
        foreach (var item in items)
        {
            writer.Write(item, BlankLine.Kept);
        }

        writer.Close(place);
    }

    // What stands in a declaration's block; null if it has none.
    private static IEnumerable<Item>? ItemsOf(DeclarationSyntax declaration) => declaration switch
    {
        DeclarationSyntax.Decide { Otherwise: { } last } decide =>
            decide.Rules.Append(last).Select(ItemOf),
        DeclarationSyntax.Decide decide => decide.Rules.Select(ItemOf),
        DeclarationSyntax.Test test => TestLayout.Of(test.Lines)
            .Zip(test.Lines, (layout, line) => new Item(layout, line.Place.Span)),
        DeclarationSyntax.Scenario scenario => TestLayout.Of(scenario.Lines)
            .Zip(scenario.Lines, (layout, line) => new Item(layout, line.Place.Span)),
        DeclarationSyntax.Table table => TestLayout.Of(table.Rows)
            .Zip(table.Rows, (layout, row) => new Item(layout, row.Place.Span)),
        _ => null,
    };

    private static Item ItemOf(RuleSyntax rule) =>
        new(DeclarationLayout.Of(rule), rule.Place.Span);
}
