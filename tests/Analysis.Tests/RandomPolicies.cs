using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Analysis.Tests;

/// <summary>Policies with random conditions over a few facts, some of them compared with each
/// other.</summary>
internal static class RandomPolicies
{
    private const string Variable = "DMARULES_ANALYSED_POLICIES";

    private static readonly string[][] Casts =
    [
        ["dma_mask", "coherent_mask"], ["dma_mask", "coherent_mask", "supported_mask"],
        ["map_size", "pool_size"], ["map_size", "pool_size", "low_window_size"],
        ["dma_mask", "map_size"], ["dma_mask", "coherent_mask", "map_size"],
    ];

    private static readonly string[] Signs = ["<", "<=", "==", "!=", ">=", ">"];
    private static readonly string[] Words = ["map", "sync", "alloc", "resource"];

    /// <summary>How many; <c>DMARULES_ANALYSED_POLICIES</c> says otherwise.</summary>
    public static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), out var count) ? count : 2000;

    public static BoundPolicy Make(SplitMix64 random)
    {
        var cast = random.Pick(Casts);
        string[] outcomes = ["bypass", "iommu"];
        var rules = Enumerable.Range(0, 2 + random.Below(4)).Select(i =>
            $"  rule r{i} when {Condition(random, cast, 2)} => {outcomes[i % 2]}");
        var text = $$"""
            policy "random"
            decide path first {
            {{string.Join('\n', rules)}}
              otherwise => iommu
            }
            """;
        var loaded = Policy.Load(
            new SourceText("random.rules", text), DmaSchema.Instance, ShippedPolicies.Instance);
        return loaded.Value.ShouldNotBeNull(text);
    }

    private static string Condition(SplitMix64 random, string[] cast, int depth)
    {
        if (depth == 0 || random.OneIn(4))
        {
            return Atom(random, cast);
        }

        var joint = random.OneIn(2) ? " and " : " or ";
        var parts = Enumerable.Range(0, 2 + random.Below(2))
            .Select(_ => $"({Condition(random, cast, depth - 1)})");
        return (random.OneIn(5) ? "not " : "") + $"({string.Join(joint, parts)})";
    }

    private static string Atom(SplitMix64 random, string[] cast) => random.Below(8) switch
    {
        0 => random.OneIn(2) ? "atomic" : "not atomic",
        1 => $"op is {random.Pick(Words)}",
        < 5 => Compared(random, cast),
        _ => WithConstant(random, random.Pick(cast)),
    };

    private static string Compared(SplitMix64 random, string[] cast)
    {
        var first = random.Below(cast.Length);
        var second = (first + 1 + random.Below(cast.Length - 1)) % cast.Length;
        return IsMask(cast[first]) == IsMask(cast[second])
            ? $"{cast[first]} {random.Pick(Signs)} {cast[second]}"
            : WithConstant(random, cast[first]);
    }

    private static string WithConstant(SplitMix64 random, string fact)
    {
        var constant = 30 + random.Below(2);
        return $"{fact} {random.Pick(Signs)} {constant} {(IsMask(fact) ? "bits" : "B")}";
    }

    private static bool IsMask(string fact) => fact.EndsWith("_mask", StringComparison.Ordinal);
}
