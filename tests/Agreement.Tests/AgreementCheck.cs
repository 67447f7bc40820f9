using System.Globalization;
using System.Text;
using DmaRules.Agreement.Tests.Generation;
using DmaRules.Compilation;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Agreement.Tests;

/// <summary>The interpreter is the meaning; this asks every other engine the same questions.</summary>
internal static class AgreementCheck
{
    /// <summary>How many random policies are tried.</summary>
    public const string CasesVariable = "DMARULES_AGREEMENT_CASES";

    /// <summary>Where the random policies start.</summary>
    public const string SeedVariable = "DMARULES_AGREEMENT_SEED";

    private const int QuestionsTried = 300;
    private const int FactsTried = 300;

    /// <summary>Compiles one graph and compares.</summary>
    public static void Run(DecisionGraph graph, ulong seed) => Run([graph], seed);

    /// <summary>Compiles graphs together, as a policy's are, and compares each.</summary>
    public static void Run(IReadOnlyList<DecisionGraph> graphs, ulong seed)
    {
        using var compiled = new CompiledEngine();
        var selectors = compiled.Prepare(graphs);
        for (var i = 0; i < graphs.Count; i++)
        {
            Compare(graphs[i], selectors[i], compiled.Name, seed);
        }
    }

    /// <summary>Compares any engine's function with the interpreter.</summary>
    public static void Compare(DecisionGraph graph, RuleSelector selector, string engine, ulong seed)
    {
        var random = new SplitMix64(seed);
        var corners = new CornerFacts(graph);
        var drawn = Enumerable.Range(0, FactsTried).Select(_ => corners.Anywhere(random));
        foreach (var facts in corners.AtEveryQuestion(random, QuestionsTried).Concat(drawn))
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
            text.AppendLine(CultureInfo.InvariantCulture, $"  {fact.Name} = 0x{facts[fact.Slot]:x}");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"repeat: {SeedVariable}={seed} {CasesVariable}=1 dotnet test tests/Agreement.Tests");
        return text.ToString();
    }
}
