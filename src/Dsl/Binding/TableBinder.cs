using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Reads a table: facts left of <c>||</c>; right of it a result and what is expected of
/// it, then perhaps the next result. Every row below the header is a test.</summary>
internal sealed class TableBinder(Scope scope, TestBinder tests)
{
    private const string Rule = "by";
    private const string Verdict = "dma";
    private const string Bounced = "bounced";

    public IEnumerable<BoundTest> Bind(DeclarationSyntax.Table table)
    {
        if (table.Rows.Length < 2)
        {
            scope.Diagnostics.Add(
                DiagnosticCatalog.TableWithoutRows,
                table.Place.FirstLine(),
                "add a row of values below the header, e.g. `| yes || iommu |`",
                table.Rows.IsEmpty ? "no header" : "only a header");
            return [];
        }

        if (IsDoubtful(table))
        {
            return [];
        }

        var header = table.Rows[0];
        var before = scope.Diagnostics.Count;
        FactSymbol?[] facts = [.. header.Left.Select(Fact)];
        var results = Results(header.Right);
        return scope.Diagnostics.Count == before && !HeaderIsOdd(table)
            ? [.. table.Rows.Skip(1).Where(r => HasAllCells(r, header))
                .Select(r => Row(table, facts, results, r))]
            : [];
    }

    // The rows below a header that was not understood are no mistakes.
    private bool IsDoubtful(DeclarationSyntax.Table table)
    {
        var start = table.Place.Span.Start;
        var end = table.Rows[0].Place.Span.End;
        return scope.Diagnostics.Doubt.IsAnyIn(
            table.Place with { Span = new TextSpan(start, end - start) });
    }

    private BoundTest Row(
        DeclarationSyntax.Table table,
        FactSymbol?[] facts,
        ImmutableArray<(ResultSymbol? Result, string Column)> results,
        RowSyntax row) => new(
            table.Name.Text,
            PolicyBinder.Metas(table.Metas),
            Givens(facts, row),
            Expectations(results, row),
            IsTableRow: true,
            row.Place);

    // Where all rows agree it is the header that lacks a column, or has one too many.
    private bool HeaderIsOdd(DeclarationSyntax.Table table)
    {
        var (header, rows) = (table.Rows[0], table.Rows.Skip(1).ToArray());
        var isOdd = rows.Length > 1
            && (IsOdd(header.Left, [.. rows.Select(r => r.Left)], "left")
                || IsOdd(header.Right, [.. rows.Select(r => r.Right)], "right"));
        return isOdd;
    }

    private bool IsOdd(
        ImmutableArray<CellSyntax> header, ImmutableArray<CellSyntax>[] rows, string side)
    {
        var cells = rows[0].Length;
        if (cells == header.Length || rows.Any(r => r.Length != cells))
        {
            return false;
        }

        scope.Diagnostics.Add(new Diagnostic(
            DiagnosticCatalog.CellCount,
            header[0].Place.Through(header[^1].Place),
            ["this header", Cells(header.Length), side, $"all rows have {Numbers.Show(cells)}"],
            HelpFor(header.Length, cells),
            [new RelatedPlace(rows[0][0].Place.Through(rows[0][^1].Place), "the first of them")]));
        return true;
    }

    private bool HasAllCells(RowSyntax row, RowSyntax header) =>
        HasAllCells(row.Left, header.Left, "left") & HasAllCells(row.Right, header.Right, "right");

    private bool HasAllCells(
        ImmutableArray<CellSyntax> cells, ImmutableArray<CellSyntax> header, string side)
    {
        if (cells.Length == header.Length)
        {
            return true;
        }

        scope.Diagnostics.Add(new Diagnostic(
            DiagnosticCatalog.CellCount,
            cells[0].Place.Through(cells[^1].Place),
            ["this row", Cells(cells.Length), side, $"its header has {header.Length}"],
            HelpFor(cells.Length, header.Length),
            [new RelatedPlace(header[0].Place.Through(header[^1].Place), "the header is here")]));
        return false;
    }

    private static string Cells(int count) =>
        count == 1 ? "1 cell" : $"{Numbers.Show(count)} cells";

    private static string HelpFor(int found, int wanted) => found < wanted
        ? $"add {Cells(wanted - found)}; `-` says nothing, and stands for every value"
        : $"take {Cells(found - wanted)} out";

    private FactSymbol? Fact(CellSyntax cell)
    {
        if (NameOf(cell) is { } name)
        {
            return tests.Givable(name);
        }

        scope.Diagnostics.Add(
            DiagnosticCatalog.NotAColumn,
            cell.Place,
            "a fact belongs here",
            cell.Place.Text,
            "left");
        return null;
    }

    // One entry for each column: the result it belongs to, and the column's word.
    private ImmutableArray<(ResultSymbol? Result, string Column)> Results(
        ImmutableArray<CellSyntax> header)
    {
        var columns = ImmutableArray.CreateBuilder<(ResultSymbol?, string)>();
        ResultSymbol? current = null;
        var isFirst = true;
        foreach (var cell in header)
        {
            var name = NameOf(cell);
            var word = name?.Text ?? "";
            if (!isFirst && word is Rule or Verdict or Bounced)
            {
                columns.Add((current, word));
                continue;
            }

            current = name is not null && scope.Schema.Results.Any(r => r.Name == word)
                ? tests.Result(name)
                : ReportColumn(cell);
            columns.Add((current, ""));
            isFirst = false;
        }

        return columns.ToImmutable();
    }

    private ResultSymbol? ReportColumn(CellSyntax cell)
    {
        IEnumerable<string> words = scope.Schema.Results.Select(r => r.Name);
        scope.Diagnostics.Add(
            DiagnosticCatalog.NotAColumn,
            cell.Place,
            cell.Place.Text is Rule or Verdict or Bounced
                ? $"the result comes first: {Suggestion.List(words.Select(w => $"`{w}`"))}"
                : Suggestion.Help(cell.Place.Text, [.. words, Rule, Verdict, Bounced]),
            cell.Place.Text,
            "right");
        return null;
    }

    private ImmutableArray<BoundGiven> Givens(FactSymbol?[] facts, RowSyntax row) =>
        [.. facts.Zip(row.Left)
            .Select(c => c.First is null ? null : tests.Given(c.First, [c.Second], c.Second.Place))
            .OfType<BoundGiven>()];

    private ImmutableArray<BoundExpectation> Expectations(
        ImmutableArray<(ResultSymbol? Result, string Column)> columns, RowSyntax row)
    {
        var expectations = ImmutableArray.CreateBuilder<BoundExpectation>();
        foreach (var ((result, column), cell) in columns.Zip(row.Right))
        {
            if (result is null)
            {
                continue;
            }

            if (column.Length == 0)
            {
                expectations.Add(
                    new BoundExpectation(result, null, null, null, null, null, null, cell.Place));
            }

            if (cell is not CellSyntax.Dash)
            {
                expectations[^1] = Add(expectations[^1], column, cell);
            }
        }

        return expectations.ToImmutable();
    }

    private BoundExpectation Add(BoundExpectation expectation, string column, CellSyntax cell)
    {
        var content = (cell as CellSyntax.Words)?.Content;
        var place = expectation.Place.Through(cell.Place);
        switch (column)
        {
            case "" when content is not null
                && tests.IsExpectable(expectation.Result.Decision, content, null):
                return expectation with
                {
                    Outcome = content.Text, Message = content.Message?.Text, Place = place,
                };
            case Rule when content is { Words: [var rule], Message: null }
                && tests.IsExpectable(expectation.Result.Decision, null, rule):
                return expectation with { RuleName = rule.Text, Place = place };
            case Verdict when content is { Words.Length: 1 or 2, Message: null } words
                && tests.IsVerdict(words.Words[0], words.Words.ElementAtOrDefault(1)):
                return expectation with
                {
                    Verdict = words.Words[0].Text,
                    Reason = words.Words.ElementAtOrDefault(1)?.Text,
                    Place = place,
                };
            case Bounced when cell is CellSyntax.Range { Min: ValueSyntax.Flag flag, Max: null }:
                return expectation with { Bounced = flag.Value, Place = place };
            default:
                ReportUnfit(expectation, column, cell);
                return expectation;
        }
    }

    // Words that fit a column by their form were complained about already, with better words.
    private void ReportUnfit(BoundExpectation expectation, string column, CellSyntax cell)
    {
        var isWords = cell is CellSyntax.Words;
        var isKnownForm = column switch
        {
            Rule => isWords && cell is CellSyntax.Words { Content.Words.Length: 1 },
            Verdict => isWords && cell is CellSyntax.Words { Content.Words.Length: 1 or 2 },
            Bounced => false,
            _ => isWords,
        };
        if (!isKnownForm)
        {
            var help = column switch
            {
                Rule => "a rule's name belongs here",
                Verdict => "a verdict belongs here, and perhaps its reason",
                Bounced => "`yes`, `no` or `-` belong here",
                _ => "an outcome belongs here",
            };
            var name = column.Length == 0 ? expectation.Result.Name : column;
            scope.Diagnostics.Add(
                DiagnosticCatalog.CellDoesNotFit, cell.Place, help, cell.Place.Text, name);
        }
    }

    private static NameSyntax? NameOf(CellSyntax cell) =>
        cell is CellSyntax.Words { Content: { Words: [var name], Message: null } } ? name : null;
}
