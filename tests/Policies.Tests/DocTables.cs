using System.Globalization;
using System.Text;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Testing;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Policies.Tests;

/// <summary>The tables of docs/language.md that are made from the code, and the document with them
/// in place.</summary>
internal static class DocTables
{
    private static readonly Dictionary<string, Func<string>> Makers = new(StringComparer.Ordinal)
    {
        ["facts"] = Facts,
        ["consequences"] = Consequences,
        ["limits"] = MeasuredLimits,
    };

    /// <summary>What stands between the markers of each table is written anew.</summary>
    public static string Fill(string document)
    {
        foreach (var (name, make) in Makers)
        {
            var open = $"<!-- {name}: made by DocsTests -->\n";
            var close = $"<!-- end of {name} -->";
            var start = document.IndexOf(open, StringComparison.Ordinal);
            var end = document.IndexOf(close, StringComparison.Ordinal);
            if (start < 0 || end < start)
            {
                throw new InvalidDataException($"no place for the table `{name}`");
            }

            document = document[..(start + open.Length)] + make() + document[end..];
        }

        return document;
    }

    private static string Facts() => Table(
        ["fact", "type", "default", "for", "meaning", "in the kernel"],
        DmaSchema.Instance.Facts.Where(f => !f.Use.HasFlag(FactUse.Consequence)).Select(
            f => new[]
            {
                $"`{f.Name}`", TypeOf(f), DefaultOf(f), Readers(f), f.Doc, f.KernelWord,
            }));

    private static string Consequences() => Table(
        ["consequence", "type", "meaning"],
        DmaSchema.Instance.Facts.Where(f => f.Use.HasFlag(FactUse.Consequence)).Select(
            f => new[]
            {
                $"`{f.Name}`",
                f == DmaSchema.Reason ? "`none`, or a reason" : TypeOf(f),
                f.Doc,
            }));

    private static string MeasuredLimits() => Table(
        ["what", "at most"],
        [
            ["bytes in a file", Show(Limits.FileBytes)],
            ["brackets, braces and `not` inside each other", Show(Limits.Nesting)],
            ["operands, members of a list or rows in a declaration", Show(Limits.ChainLength)],
            ["rules in a decision", Show(Limits.Rules)],
            ["nodes in the graph of a decision or a condition", Show(Limits.GraphNodes)],
            ["files that a file reaches through `use`", Show(Limits.UseDepth)],
            ["facts, consequences and parameters together", Show(Limits.FactSlots)],
            ["situations in a test or a row", Show(CaseSpace.MaxCases)],
            ["diagnostics shown for a file", Show(Limits.Diagnostics)],
        ]);

    private static string TypeOf(FactSymbol fact) => fact.Type is ValueType.Enumeration words
        ? string.Join(", ", words.Members.Select(m => $"`{m}`"))
        : fact.Type.Name;

    private static string DefaultOf(FactSymbol fact) =>
        fact.Default is { } value ? ValueText.Show(fact.Type, value)
        : fact.Use.HasFlag(FactUse.Given) ? "not set"
        : "computed";

    private static string Readers(FactSymbol fact) => string.Concat(
        fact.Use.HasFlag(FactUse.Given) ? "G" : "",
        fact.Use.HasFlag(FactUse.Window) ? "W" : "",
        fact.Use.HasFlag(FactUse.Path) ? "P" : "");

    private static string Table(string[] heads, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder();
        AppendRow(text, heads);
        AppendRow(text, [.. heads.Select(_ => "---")]);
        foreach (var row in rows)
        {
            AppendRow(text, row);
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, string[] cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Show(int limit) => limit.ToString("N0", CultureInfo.InvariantCulture);
}
