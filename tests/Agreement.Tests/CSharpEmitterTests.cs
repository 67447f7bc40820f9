using DmaRules.Agreement.Tests.Generation;
using DmaRules.Compilation;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Agreement.Tests;

public sealed class CSharpEmitterTests
{
    private static readonly FactSymbol Secure =
        SampleGraphs.Fact(0, "is_secure_guest", new ValueType.Bool());

    private const string LowWindowText =
        """
        // Policy `secure-low-window` as the compiler gets it.
        // Numbers are those of the decision graph. Every jump goes down the page.
        using DmaRules.Dsl.Evaluation;

        namespace DmaRules.Generated;

        public static class SecureLowWindow
        {
            private static class Fact
            {
                public const int is_secure_guest = 0;
                public const int dma_mask = 1;
                public const int ram_size = 2;
                public const int direction = 3;
                public const int window_size = 4;
            }

            private static class Bool
            {
                public const ulong no = 0;
                public const ulong yes = 1;
            }

            private static class Direction
            {
                public const ulong to_device = 0;
                public const ulong from_device = 1;
            }

            private static class WindowRule
            {
                // low-window -> ddw mapping ram, secure-low-window.rules(3)
                public const int low_window = 0;
                // huge -> ddw mapping ram, secure-low-window.rules(3)
                public const int huge = 1;
                // otherwise -> ddw mapping ram, secure-low-window.rules(3)
                public const int otherwise = 2;
            }

            public static int Window(in Facts facts)
            {
                if (facts[Fact.is_secure_guest] == Bool.yes) goto N6;
                goto N2;
            N6:
                if (facts[Fact.direction] == Direction.from_device) goto N5;
                goto N3;
            N5:
                if (facts[Fact.ram_size] == 0x100000000UL) return WindowRule.low_window;
            N3:
                if (facts[Fact.dma_mask] <= 32UL) goto N2;
                return WindowRule.otherwise;
            N2:
                if (facts[Fact.window_size] < facts[Fact.ram_size]) return WindowRule.huge;
                return WindowRule.otherwise;
            }
        }

        """;

    [Fact]
    public void WritesWhatAPersonWouldWrite() =>
        CSharpEmitter.Emit("secure-low-window", [SampleGraphs.LowWindow()]).Text
            .ShouldBe(LowWindowText.ReplaceLineEndings("\n"));

    [Fact]
    public void WritesTheSameTextTwice() =>
        CSharpEmitter.Emit("p", [SampleGraphs.LowWindow()]).Text
            .ShouldBe(CSharpEmitter.Emit("p", [SampleGraphs.LowWindow()]).Text);

    [Fact]
    public void AsksEachReachableQuestionOnce()
    {
        var graph = RandomRuleLists.MakeExactly(new SplitMix64(3), 600).ToGraph();

        var text = CSharpEmitter.Emit("p", [graph]).Text;

        var questions = text.Split("    if (").Length - 1;
        questions.ShouldBeLessThanOrEqualTo(graph.Nodes.OfType<DecisionNode.Ask>().Count());
        questions.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public void KeepsALargeGraphsMethodsShort()
    {
        var graph = RandomRuleLists.MakeExactly(new SplitMix64(3), 600).ToGraph();

        var text = CSharpEmitter.Emit("p", [graph]).Text;

        text.ShouldContain("WindowPart0(int node, in Facts facts)");
        var methods = text.Split("private static int ")[1..];
        methods.Max(m => m.Count(c => c == '\n')).ShouldBeLessThan(800);
    }

    [Fact]
    public void GivesOneSlotTwoNamesWhereTwoGraphsDo()
    {
        var mine = SampleGraphs.OneQuestion("a", Secure, "yes", "no");
        var other = SampleGraphs.OneQuestion("b", Secure with { Name = "limit" }, "yes", "no");
        var moved = SampleGraphs.OneQuestion("c", Secure with { Slot = 7 }, "yes", "no");

        var text = CSharpEmitter.Emit("p", [mine, other, moved]).Text;

        text.ShouldContain("const int is_secure_guest = 0;");
        text.ShouldContain("const int limit = 0;");
        text.ShouldContain("const int is_secure_guest_2 = 7;");
    }

    [Fact]
    public void RefusesAnEdgeThatDoesNotPointBackwards()
    {
        var graph = SampleGraphs.LowWindow();
        var ask = new DecisionNode.Ask(
            new Question(0, Comparison.Equal, Operand.Constant(0)), graph.Root, new NodeId(0));
        var looped = graph with { Nodes = graph.Nodes.SetItem(graph.Root.Index, ask) };

        Should.Throw<ArgumentException>(() => CSharpEmitter.Emit("p", [looped]))
            .Message.ShouldContain("does not point backwards");
    }

    [Fact]
    public void RefusesASlotThatIsNotThere()
    {
        var graph = SampleGraphs.OneQuestion("window", Secure with { Slot = 64 }, "yes", "no");

        Should.Throw<ArgumentException>(() => CSharpEmitter.Emit("p", [graph]))
            .Message.ShouldContain("slot");
    }
}
