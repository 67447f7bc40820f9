using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Agreement.Tests.Generation;

/// <summary>Small graphs made by hand.</summary>
internal static class SampleGraphs
{
    private static readonly SourceText Source =
        new("secure-low-window.rules", "policy secure-low-window\n\nrule low-window when ...\n");

    public static SourcePlace ThirdLine { get; } =
        new(Source, new TextSpan(Source.StartOfLine(3), 4));

    public static ImmutableArray<FactSymbol> Facts { get; } =
    [
        Fact(0, "is_secure_guest", new ValueType.Bool()),
        Fact(1, "dma_mask", new ValueType.Bits()),
        Fact(2, "ram_size", new ValueType.Size()),
        Fact(3, "direction", new ValueType.Enumeration("direction", ["to-device", "from-device"])),
        Fact(4, "window_size", new ValueType.Size()),
    ];

    /// <summary>Three rules over five facts: every kind of type, comparison and operand.</summary>
    public static DecisionGraph LowWindow() => Window(Facts, "low-window", "huge", "otherwise");

    /// <summary>The same graph with other names in it.</summary>
    public static DecisionGraph Window(ImmutableArray<FactSymbol> facts, params string[] rules)
    {
        var nodes = new NodeList();
        var otherwise = nodes.Decide(2);
        var huge = nodes.Ask(
            new Question(4, Comparison.Less, Operand.Fact(2)), nodes.Decide(1), otherwise);
        var isNarrow = nodes.Ask(
            new Question(1, Comparison.LessOrEqual, Operand.Constant(32)), huge, otherwise);
        var isLarge = nodes.Ask(
            new Question(2, Comparison.Equal, Operand.Constant(0x1_0000_0000)),
            nodes.Decide(0),
            isNarrow);
        var isRead = nodes.Ask(
            new Question(3, Comparison.Equal, Operand.Constant(1)), isLarge, isNarrow);
        var root = nodes.Ask(
            new Question(0, Comparison.Equal, Operand.Constant(ValueType.Yes)), isRead, huge);
        var outcome = new OutcomeSymbol("ddw mapping ram", false, "");
        return nodes.ToGraph(
            "window",
            root,
            [.. rules.Select(r => new GraphRule(r, outcome, null, ThirdLine))],
            facts);
    }

    /// <summary>A question about one fact, between two rules.</summary>
    public static DecisionGraph OneQuestion(string graph, FactSymbol fact, params string[] rules)
    {
        var nodes = new NodeList();
        var root = nodes.Ask(
            new Question(fact.Slot, Comparison.Equal, Operand.Constant(0)),
            nodes.Decide(0),
            nodes.Decide(1));
        return nodes.ToGraph(
            graph, root, [.. rules.Select(r => new GraphRule(r, null, null, ThirdLine))], [fact]);
    }

    public static FactSymbol Fact(int slot, string name, ValueType type) =>
        new(slot, name, type, FactUse.Given, null, "");
}
