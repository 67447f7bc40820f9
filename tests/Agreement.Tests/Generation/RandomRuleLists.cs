using System.Collections.Immutable;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Agreement.Tests.Generation;

/// <summary>Makes up rule lists over made-up facts.</summary>
internal static class RandomRuleLists
{
    private const int MaxDepth = 3;

    private static readonly ImmutableArray<ValueType> Types =
    [
        new ValueType.Bool(),
        new ValueType.Bits(),
        new ValueType.Size(),
        new ValueType.Addr(),
        new ValueType.Count(),
        new ValueType.Enumeration("direction", ["to-device", "from-device", "bidirectional"]),
        new ValueType.Enumeration("platform", ["pseries", "powernv"]),
    ];

    private static readonly ImmutableArray<Comparison> Comparisons =
        [Comparison.Equal, Comparison.Less, Comparison.LessOrEqual];

    /// <summary>A list of up to <paramref name="maxRules"/> rules besides the last, and now and
    /// then none.</summary>
    public static RuleList Make(SplitMix64 random, int maxRules) =>
        MakeExactly(random, random.Below(maxRules + 1));

    /// <summary>A list of that many rules besides the last.</summary>
    public static RuleList MakeExactly(SplitMix64 random, int rules)
    {
        var facts = MakeFacts(random);
        var conditions = Enumerable.Range(0, rules)
            .Select(_ => MakeCondition(random, facts, MaxDepth))
            .ToImmutableArray();
        return new RuleList("window", facts, conditions, MakeRules(rules + 1));
    }

    /// <summary>A list of that many rules besides the last, each about one value of two facts, as a
    /// table of devices is. Unlike wholly random rules, which the first few decide, each of these
    /// can decide.</summary>
    public static RuleList MakeTable(int rules)
    {
        var count = new ValueType.Count();
        return new RuleList(
            "window",
            [SampleGraphs.Fact(0, "vendor", count), SampleGraphs.Fact(1, "device", count)],
            [.. Enumerable.Range(0, rules).Select(i => IsDevice(i / 100, i % 100))],
            MakeRules(rules + 1));
    }

    private static Condition.All IsDevice(int vendor, int device) =>
        new([Is(0, vendor), Is(1, device)]);

    private static Condition.Atom Is(int slot, int value) =>
        new(new Question(slot, Comparison.Equal, Operand.Constant((ulong)value)));

    private static ImmutableArray<GraphRule> MakeRules(int count)
    {
        var place = new SourcePlace(new SourceText("random.rules", ""), new TextSpan(0, 0));
        return
        [
            .. Enumerable.Range(0, count)
                .Select(i => new GraphRule($"rule-{i}", null, null, place)),
        ];
    }

    private static ImmutableArray<FactSymbol> MakeFacts(SplitMix64 random)
    {
        var count = random.OneIn(8) ? Limits.FactSlots : 1 + random.Below(12);
        return
        [
            .. Enumerable.Range(0, count).Select(slot => new FactSymbol(
                slot, $"fact_{slot}", random.Pick(Types), FactUse.Given, null, "")),
        ];
    }

    private static Condition MakeCondition(
        SplitMix64 random, ImmutableArray<FactSymbol> facts, int depth)
    {
        if (depth == 0 || random.OneIn(3))
        {
            return new Condition.Atom(MakeQuestion(random, facts));
        }

        if (random.OneIn(5))
        {
            return new Condition.Not(MakeCondition(random, facts, depth - 1));
        }

        ImmutableArray<Condition> parts =
        [
            .. Enumerable.Range(0, 1 + random.Below(3))
                .Select(_ => MakeCondition(random, facts, depth - 1)),
        ];
        return random.OneIn(2) ? new Condition.All(parts) : new Condition.Any(parts);
    }

    private static Question MakeQuestion(SplitMix64 random, ImmutableArray<FactSymbol> facts)
    {
        var fact = random.Pick(facts);
        var operand = random.OneIn(4)
            ? Operand.Fact(random.Pick(facts).Slot)
            : Operand.Constant(MakeConstant(random, fact.Type));
        return new Question(fact.Slot, random.Pick(Comparisons), operand);
    }

    private static ulong MakeConstant(SplitMix64 random, ValueType type)
    {
        if (random.OneIn(6))
        {
            return random.OneIn(2) ? type.Min : type.Max;
        }

        var span = type.Max - type.Min;
        var anywhere = random.Next() >> random.Below(64);
        return span == ulong.MaxValue ? anywhere : type.Min + (anywhere % (span + 1));
    }
}
