using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Policies.Testing;

namespace DmaRules.Policies.Tests;

/// <summary>What the documents show is what the language does.</summary>
public sealed class DocsTests
{
    private const string Mistake = "rules-error ";
    private static readonly string Language = RepositoryRoot.At("docs", "language.md");

    public static TheoryData<string> Policies => [.. Good.Select(b => b.Place)];

    public static TheoryData<string> Mistakes =>
        [.. DocBlock.All.Where(IsMistake).Select(b => b.Place)];

    private static IEnumerable<DocBlock> Good => DocBlock.All.Where(b => b.IsPolicy);

    [Theory]
    [MemberData(nameof(Policies))]
    public void WhatIsShownLoadsAndPassesItsTests(string place)
    {
        using var engine = new InterpretedEngine();
        var policy = PolicyFiles.Load(SourceOf(place));

        var tests = new PolicyTestRunner(new PolicyRunner(policy, engine)).RunAll();
        var scenarios = policy.Scenarios.Select(s => Play(s, policy, engine));
        var failed = tests.Concat(scenarios).Where(r => !r.Passed)
            .Select(r => FailureText.Of(r))
            .ToList();

        failed.ShouldBeEmpty(string.Join("\n\n", failed));
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void WhatIsShownAsAMistakeIsTold(string place)
    {
        var loaded = Policy.Load(SourceOf(place), DmaSchema.Instance, ShippedPolicies.Instance);
        var steps = loaded.Value?.Scenarios.SelectMany(s => ScenarioPlan.Read(s).Diagnostics) ?? [];
        var all = loaded.Diagnostics.Concat(steps).ToList();

        all.Select(d => d.Descriptor.Code).Distinct().ShouldBe(
            [BlockAt(place).Kind[Mistake.Length..]], DiagnosticPrinter.Print(all));
    }

    [Fact]
    public void TheReadmeShowsAPolicy() =>
        Good.ShouldContain(b => b.Place.StartsWith("README.md("));

    [Fact]
    public void TablesSayWhatTheCodeSays()
    {
        var text = File.ReadAllText(Language);
        var filled = DocTables.Fill(text);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Language, filled);
            text = filled;
        }

        text.ShouldBe(filled, "UPDATE_GOLDEN=1 writes the tables anew");
    }

    [Fact]
    public void EveryWordOfTheMachineIsExplained()
    {
        var schema = DmaSchema.Instance;
        var text = File.ReadAllText(Language);
        string[] words =
        [
            .. schema.Decisions.SelectMany(d => d.Outcomes).Select(o => o.Text),
            .. schema.Results.Select(r => r.Name),
            .. schema.Verdicts.SelectMany(v => v.Reasons.Prepend(v.Name)),
            .. schema.Kernels,
        ];

        words.Where(w => !text.Contains($"`{w}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void EveryStepAndEveryExpectationIsShown()
    {
        var steps = Good.Where(b => b.Place.StartsWith("docs/language.md("))
            .SelectMany(b => PolicyFiles.Load(SourceOf(b.Place)).Scenarios)
            .SelectMany(s => PlanOf(s).Steps)
            .ToList();
        var shown = steps.Select(s => s.Action?.GetType())
            .Concat(steps.SelectMany(s => s.Expectations).Select(e => e.GetType()))
            .ToHashSet();

        Cases(typeof(StepAction)).Concat(Cases(typeof(StepExpectation)))
            .Where(c => !shown.Contains(c))
            .ShouldBeEmpty();
    }

    [Fact]
    public void ABlockEndsAtItsFence() =>
        DocBlock.Of("x.md", "a\n```rules\nb\nc\n```\nd\n```\n```\n").ShouldBe(
        [
            new DocBlock("x.md(2)", "rules", "b\nc\n"),
            new DocBlock("x.md(7)", "", ""),
        ]);

    private static IEnumerable<Type> Cases(Type closed) =>
        closed.GetNestedTypes().Where(t => t.IsSubclassOf(closed) && !t.IsAbstract);

    private static bool IsMistake(DocBlock block) =>
        block.Kind.StartsWith(Mistake, StringComparison.Ordinal);

    private static DocBlock BlockAt(string place) => DocBlock.All.Single(b => b.Place == place);

    private static SourceText SourceOf(string place) => new(place, BlockAt(place).Text);

    private static TestReport Play(
        BoundScenario scenario, BoundPolicy file, IDecisionEngine engine)
    {
        var policy = scenario.Policy is null
            ? file
            : PolicyFiles.Load(ShippedPolicies.Find(scenario.Policy).ShouldNotBeNull());
        return ScenarioTest.Run(PlanOf(scenario), policy, engine);
    }

    private static ScenarioPlan PlanOf(BoundScenario scenario)
    {
        var plan = ScenarioPlan.Read(scenario);
        return plan.Value.ShouldNotBeNull(DiagnosticPrinter.Print(plan.Diagnostics));
    }
}
