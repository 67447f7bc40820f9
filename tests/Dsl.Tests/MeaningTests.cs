using System.Text;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

/// <summary>Graphs mean what the text says: random policies are also answered by a reader of the
/// syntax that knows no graphs.</summary>
public sealed class MeaningTests
{
    private const int FactsPerPolicy = 200;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 60).Select(i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void GraphAndSyntaxAgree(ulong seed)
    {
        var random = new RandomPolicy(seed);
        var source = new SourceText($"seed-{seed}.rules", random.Policy());
        var outcome = Policy.Load(source, TestSchema.Instance, Corpus.Instance);
        DiagnosticPrinter.Print(outcome.Diagnostics).ShouldBe("");
        var graph = outcome.Value!.Graphs[1];
        var rules = FileGrammar.Read(source).Value.All<DeclarationSyntax.Decide>().Single().Rules;

        for (var i = 0; i < FactsPerPolicy; i++)
        {
            var slots = random.Facts();
            var facts = new Facts(slots);
            var expected = SyntaxReader.FirstThatHolds(rules, facts);
            Interpreter.Decide(graph, facts).ShouldBe(expected);
            var explanation = Explainer.Explain(graph, facts);
            explanation.DeciderPosition.ShouldBe(expected);
            explanation.Asked.SelectMany(a => a.Questions)
                .ShouldAllBe(q => SyntaxReader.Holds(q.Words, slots) == q.Holds);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void NodesPointBackwardsAndAreShared(ulong seed)
    {
        var source = new SourceText($"seed-{seed}.rules", new RandomPolicy(seed).Policy());
        var graph = Policy.Load(source, TestSchema.Instance, Corpus.Instance).Value!.Graphs[1];

        graph.Nodes.ShouldBeUnique();
        graph.Origins.Length.ShouldBe(graph.Nodes.Length);
        graph.Root.Index.ShouldBe(graph.Nodes.Length - 1);
        foreach (var (index, node) in graph.Nodes.Index())
        {
            if (node is DecisionNode.Ask ask)
            {
                ask.WhenTrue.ShouldNotBe(ask.WhenFalse);
                Math.Max(ask.WhenTrue.Index, ask.WhenFalse.Index).ShouldBeLessThan(index);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PrintedSyntaxReadsBackTheSame(ulong seed)
    {
        var once = Reprint(new RandomPolicy(seed).Policy());

        Reprint(once).ShouldBe(once);
    }

    private static string Reprint(string text)
    {
        var read = FileGrammar.Read(new SourceText("random.rules", text));
        DiagnosticPrinter.Print(read.Diagnostics).ShouldBe("");
        return SyntaxPrinter.Print(read.Value);
    }

    /// <summary>Makes policies and facts of a seed.</summary>
    private sealed class RandomPolicy(ulong seed)
    {
        private static readonly string[] Atoms =
        [
            "is_secure_guest", "atomic", "weak_ordering == yes", "ddw is available",
            "ddw is not disabled",
            "op in {map, sync}", "dma_mask == 64 bits", "dma_mask != 32 bits", "dma_mask < 40 bits",
            "coherent_mask <= 48 bits", "coherent_mask > dma_mask", "dma_mask >= coherent_mask",
            "48 bits < dma_mask", "map_size in {4 KiB, 64 KiB..1 MiB}",
            "dma_mask in {1..31 bits, 64 bits}",
            "map_size >= 1 MiB", "bus_dma_limit == 0x0", "0x1_0000_0000 > bus_dma_limit",
        ];

        private static readonly string[] Outcomes = ["bypass", "direct", "iommu", "iommu shared"];

        private ulong _state = unchecked(seed * 0x9E3779B97F4A7C15UL) | 1;

        public string Policy()
        {
            var text = new StringBuilder("policy \"random\"\n\ndecide path first {\n");
            var count = 1 + Next(6);
            for (var i = 0; i < count; i++)
            {
                text.Append($"  rule r{i} when {Condition(4)} => {Outcomes[Next(4)]}\n");
            }

            return text.Append("  otherwise => iommu\n}\n").ToString();
        }

        public FactSlots Facts()
        {
            var slots = new FactSlots();
            ulong[] sizes = [0, 4096, 65535, 65536, 1 << 20, 1 << 21, 0x1_0000_0000];
            foreach (var fact in TestSchema.Instance.Facts)
            {
                slots[fact.Slot] = fact.Type.Max == ulong.MaxValue
                    ? sizes[Next(sizes.Length)]
                    : fact.Type.Min + (ulong)Next((int)(fact.Type.Max - fact.Type.Min) + 1);
            }

            return slots;
        }

        private string Condition(int depth) => (depth == 0 ? 0 : Next(5)) switch
        {
            1 => $"({Condition(depth - 1)} and {Condition(depth - 1)})",
            2 => $"({Condition(depth - 1)} or {Condition(depth - 1)} or {Condition(depth - 1)})",
            3 => $"not ({Condition(depth - 1)})",
            4 => $"({Condition(depth - 1)} implies {Condition(depth - 1)})",
            _ => Atoms[Next(Atoms.Length)],
        };

        private int Next(int bound)
        {
            _state ^= _state << 13;
            _state ^= _state >> 7;
            _state ^= _state << 17;
            return (int)((_state >> 16) % (ulong)bound);
        }
    }
}
