using DmaRules.Compilation;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;
using DmaRules.Fuzzing.Checks;
using DmaRules.Fuzzing.Inputs;

namespace DmaRules.Fuzzing.Targets;

/// <summary>What binds is compiled too: no word of the file becomes code, and what comes out
/// decides as the interpreter does.</summary>
internal sealed class CompiledTarget : FuzzTarget
{
    private const int MostNodes = 2_000;
    private const int Situations = 64;

    public override string Name => "compiled";

    public override IEnumerable<byte[]> Seeds => CorpusFiles.Rules;

    // The compiler's own, whatever the file.
    public override long MostBytes(int length) => (1L << 30) + (20_000L * length);

    public override void Run(byte[] input, Observations seen)
    {
        if (PolicyText.Load(input, seen) is not { } policy)
        {
            return;
        }

        var code = CSharpEmitter.Emit(policy.Name ?? "", policy.Graphs).Text;
        var foreign = EmittedCodeCheck.FindForeign(code);
        Observations.Require(foreign is null, $"foreign in generated code: {foreign}");
        seen.Add("code", code.Length);
        foreach (var graph in policy.Graphs.Where(g => g.Nodes.Length <= MostNodes))
        {
            seen.Add($"nodes of {graph.Name}", graph.Nodes.Length);
        }

        if (policy.Graphs.All(g => g.Nodes.Length <= MostNodes))
        {
            Compare(policy);
        }
    }

    private static void Compare(BoundPolicy policy)
    {
        using var engine = new CompiledEngine();
        var selectors = engine.Prepare(policy.Graphs);
        var random = new SplitMix64((ulong)policy.Source.Content.Length);
        foreach (var (graph, selector) in policy.Graphs.Zip(selectors))
        {
            for (var i = 0; i < Situations; i++)
            {
                var facts = AnyFacts(graph, random);
                Observations.Require(
                    selector(facts) == Interpreter.Decide(graph, facts),
                    $"compiled and interpreted, `decide {graph.Name}` differs");
            }
        }
    }

    // Half of them at the very limits that the graph asks about.
    private static Facts AnyFacts(DecisionGraph graph, SplitMix64 random)
    {
        var asks = graph.Nodes.OfType<DecisionNode.Ask>().ToList();
        var slots = default(FactSlots);
        foreach (var fact in graph.Facts)
        {
            slots[fact.Slot] = random.Next() >> random.Below(64);
        }

        foreach (var ask in asks.Where(a => !a.Question.Operand.IsFact && random.OneIn(2)))
        {
            slots[ask.Question.Slot] =
                unchecked(ask.Question.Operand.Value + (ulong)random.Below(3) - 1);
        }

        return new Facts(slots);
    }
}
