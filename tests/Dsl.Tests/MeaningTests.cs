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
    public void EveryPartOfAConditionAnswersAsItIsWritten(ulong seed)
    {
        var random = new RandomPolicy(seed);
        var policy = Load(seed, random.Policy());

        for (var i = 0; i < FactsPerPolicy; i++)
        {
            var slots = random.Facts();
            var reports = ReportsOf(policy, new Facts(slots));
            reports.FindIndex(r => r.Holds)
                .ShouldBe(PositionOf(policy, Interpreter.Decide(policy.Graphs[1], new(slots))));
            reports.SelectMany(PartsOf)
                .ShouldAllBe(p => SyntaxReader.Holds(p.Words, slots) == p.Holds, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ALetIsTakenApartAsItsGraphMeansIt(ulong seed)
    {
        var random = new RandomPolicy(seed);
        var text = random.Policy()
            .Replace("atomic", "first", StringComparison.Ordinal)
            .Replace("is_secure_guest", "second", StringComparison.Ordinal);
        var policy = Load(
            seed,
            $"""
            {text}let first = atomic or not second
            let second = (is_secure_guest implies dma_mask < 40 bits) and ddw is available

            """);

        for (var i = 0; i < FactsPerPolicy; i++)
        {
            var facts = new Facts(random.Facts());
            var reports = ReportsOf(policy, facts);
            reports.FindIndex(r => r.Holds)
                .ShouldBe(PositionOf(policy, Interpreter.Decide(policy.Graphs[1], facts)));
            foreach (var report in reports.Where(r => !r.Holds))
            {
                report.FirstFalse.ShouldNotBeNull().Holds.ShouldBeFalse();
                PartsOf(report).ShouldContain(report.FirstFalse);
            }
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

    private static BoundPolicy Load(ulong seed, string text)
    {
        var source = new SourceText($"seed-{seed}.rules", text);
        var outcome = Policy.Load(source, TestSchema.Instance, Corpus.Instance);
        DiagnosticPrinter.Print(outcome.Diagnostics).ShouldBe("");
        return outcome.Value.ShouldNotBeNull();
    }

    private static List<ConditionReport> ReportsOf(BoundPolicy policy, Facts facts) =>
    [
        .. policy.Decisions[1].Rules.Select(r => r.When).OfType<BoundCondition>()
            .Select(c => ConditionReport.Of(c, policy.Facts, facts)),
    ];

    // `otherwise` has no condition, so no report of one holds.
    private static int PositionOf(BoundPolicy policy, int rule) =>
        policy.Decisions[1].Rules[rule].When is null ? -1 : rule;

    private static IEnumerable<ConditionReport> PartsOf(ConditionReport report) =>
        report.Parts.SelectMany(PartsOf).Prepend(report);

    private static string Reprint(string text)
    {
        var read = FileGrammar.Read(new SourceText("random.rules", text));
        DiagnosticPrinter.Print(read.Diagnostics).ShouldBe("");
        return SyntaxPrinter.Print(read.Value);
    }
}
