using System.Globalization;
using System.Text;
using DmaRules.Agreement.Tests.Generation;
using DmaRules.Compilation;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Agreement.Tests;

/// <summary>The interpreter is the meaning; this asks every other engine the same
/// questions.</summary>
internal static class AgreementCheck
{
    /// <summary>How many random policies are tried.</summary>
    public const string CasesVariable = "DMARULES_AGREEMENT_CASES";

    /// <summary>Where the random policies start.</summary>
    public const string SeedVariable = "DMARULES_AGREEMENT_SEED";

    private const int UsualTries = 300;

    /// <summary>Compiles one graph and compares.</summary>
    public static void Run(DecisionGraph graph, ulong seed, int tries = UsualTries) =>
        Run([graph], seed, tries);

    /// <summary>Compiles graphs together, as a policy's are, and compares each: around that many
    /// questions' limits, and on that many facts drawn from everywhere.</summary>
    public static void Run(IReadOnlyList<DecisionGraph> graphs, ulong seed, int tries = UsualTries)
    {
        using var compiled = new CompiledEngine();
        var selectors = compiled.Prepare(graphs);
        for (var i = 0; i < graphs.Count; i++)
        {
            Compare(graphs[i], selectors[i], compiled.Name, seed, tries);
        }
    }

    /// <summary>Compares any engine's function with the interpreter.</summary>
    public static void Compare(
        DecisionGraph graph,
        RuleSelector selector,
        string engine,
        ulong seed,
        int tries = UsualTries)
    {
        var random = new SplitMix64(seed);
        var corners = new CornerFacts(graph);
        var drawn = Enumerable.Range(0, tries).Select(_ => corners.Anywhere(random));
        foreach (var facts in corners.AtEveryQuestion(random, tries).Concat(drawn))
        {
            var meaning = Interpreter.Decide(graph, facts);
            var answer = selector(facts);
            if (answer != meaning)
            {
                Assert.Fail(Complaint(graph, facts, engine, meaning, answer, seed));
            }
        }
    }

    private static string Complaint(
        DecisionGraph graph, in Facts facts, string engine, int meaning, int answer, ulong seed)
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"graph `{graph.Name}`, seed {seed}: interpreted {meaning}, {engine} {answer}");
        foreach (var fact in graph.Facts)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture, $"  {fact.Name} = 0x{facts[fact.Slot]:x}");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"repeat: {SeedVariable}={seed} {CasesVariable}=1 dotnet test tests/Agreement.Tests");
        return text.ToString();
    }
}
