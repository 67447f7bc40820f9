using System.Diagnostics;
using DmaRules.Agreement.Tests.Generation;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using Xunit.Abstractions;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Agreement.Tests;

/// <summary>The limits of the language must not be cliffs. The guards are for hangs, not for
/// speed.</summary>
public sealed class LargePolicyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    [Fact]
    public void TheMostRulesCompileAndAgree()
    {
        var rules = RandomRuleLists.MakeTable(Limits.Rules - 1);

        CheckWithinGuard(rules.ToGraph());
    }

    [Fact]
    public void ManyRandomRulesCompileAndAgree()
    {
        var graph = RandomRuleLists.MakeExactly(new SplitMix64(5), 1000).ToGraph();

        graph.Nodes.Length.ShouldBeGreaterThan(3000);
        CheckWithinGuard(graph);
    }

    [Fact]
    public void TheMostNodesInOneChainCompileAndAgree()
    {
        var nodes = new NodeList();
        var next = nodes.Decide(0);
        for (var i = 1UL; i < Limits.GraphNodes / 2; i++)
        {
            next = nodes.Ask(
                new Question(0, Comparison.Equal, Operand.Constant(i)), nodes.Decide((int)i), next);
        }

        // A walk is up to fifty thousand questions long, so a few of them are enough.
        CheckWithinGuard(nodes.ToGraph("window", next, [], [ChainFact]), tries: 10);
    }

    [Fact]
    public void ManyNodesThatPointAnywhereCompileAndAgree()
    {
        const int Nodes = 15_000;
        var random = new SplitMix64(6);
        var nodes = new NodeList();
        var made = new List<NodeId> { nodes.Decide(0), nodes.Decide(1), nodes.Decide(2) };
        while (made.Count < Nodes)
        {
            var question = new Question(
                random.Below(8), (Comparison)random.Below(3), Operand.Constant((ulong)made.Count));

            // One edge is short, so that most nodes are met; the other goes anywhere below.
            var isShortYes = random.OneIn(2);
            var near = made[Math.Max(0, made.Count - 1 - random.Below(3))];
            var far = random.Pick(made);
            made.Add(nodes.Ask(question, isShortYes ? near : far, isShortYes ? far : near));
        }

        CheckWithinGuard(nodes.ToGraph("window", made[^1], [], [ChainFact]));
    }

    private static FactSymbol ChainFact => SampleGraphs.Fact(0, "vendor", new ValueType.Count());

    private void CheckWithinGuard(DecisionGraph graph, int tries = 300)
    {
        var clock = Stopwatch.StartNew();
        AgreementCheck.Run(graph, seed: 5, tries);
        output.WriteLine($"{graph.Nodes.Length} nodes: {clock.ElapsedMilliseconds} ms");
        clock.Elapsed.ShouldBeLessThan(Guard);
    }
}
