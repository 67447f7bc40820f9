using DmaRules.Agreement.Tests.Generation;
using DmaRules.Compilation;
using DmaRules.Dsl.Graph;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Agreement.Tests;

public sealed class CompiledPolicyTests
{
    [Fact]
    public void AGraphThatAsksNothingAlwaysDecidesTheSame()
    {
        var nodes = new NodeList();
        var graph = nodes.ToGraph("window", nodes.Decide(0), [], []);

        AgreementCheck.Run(graph, seed: 1);
    }

    [Fact]
    public void ARootBelowOtherNodesIsWhereItStarts()
    {
        var graph = SampleGraphs.LowWindow();

        AgreementCheck.Run(graph with { Root = new NodeId(3) }, seed: 1);
    }

    [Fact]
    public void SelectorsComeInTheOrderOfTheirGraphs()
    {
        var fact = SampleGraphs.Fact(0, "is_secure_guest", new ValueType.Bool());
        var first = SampleGraphs.OneQuestion("path", fact, "a", "b");
        var nodes = new NodeList();
        var second = nodes.ToGraph("path", nodes.Decide(5), [], []);

        using var policy = PolicyCompiler.Compile("p", [first, second, first]);

        policy.Selectors.Select(s => s(default)).ShouldBe([0, 5, 0]);
    }

    [Fact]
    public void AskingADisposedPolicyIsAnError()
    {
        var policy = PolicyCompiler.Compile("p", [SampleGraphs.LowWindow()]);
        var selector = policy.Selectors[0];
        selector(default).ShouldBe(2);

        policy.Dispose();
        policy.Dispose();

        Should.Throw<ObjectDisposedException>(() => selector(default));
        policy.SourceCode.ShouldContain("public static int Window(in Facts facts)");
    }

    [Fact]
    public void TheEngineOwnsAllItPrepared()
    {
        var engine = new CompiledEngine();
        engine.Name.ShouldBe("compiled");
        var first = engine.Prepare([SampleGraphs.LowWindow()])[0];
        var second = engine.Prepare([SampleGraphs.LowWindow(), SampleGraphs.LowWindow()])[1];
        first(default).ShouldBe(second(default));

        engine.Dispose();

        Should.Throw<ObjectDisposedException>(() => first(default));
        Should.Throw<ObjectDisposedException>(() => second(default));
        Should.Throw<ObjectDisposedException>(() => engine.Prepare([]));
    }

    [Fact]
    public void NoGraphsAtAllGiveNoSelectors()
    {
        using var policy = PolicyCompiler.Compile("nothing", []);

        policy.Selectors.ShouldBeEmpty();
    }
}
