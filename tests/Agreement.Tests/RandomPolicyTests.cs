using System.Globalization;
using DmaRules.Agreement.Tests.Generation;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Agreement.Tests;

public sealed class RandomPolicyTests
{
    private const int FewCases = 150;
    private const ulong FirstSeed = 1;

    private const int MaxRules = 40;

    [Fact]
    public void CompiledRandomPoliciesDecideAsTheInterpreterDoes()
    {
        var first = ReadNumber(AgreementCheck.SeedVariable, FirstSeed);
        var cases = ReadNumber(AgreementCheck.CasesVariable, FewCases);
        for (var seed = first; seed - first < cases; seed++)
        {
            var rules = RandomRuleLists.Make(new SplitMix64(seed), MaxRules);
            AgreementCheck.Run(rules.ToGraph(), seed);
        }
    }

    [Fact]
    public void GraphsOfRandomPoliciesMeanTheirRules()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var rules = RandomRuleLists.Make(new SplitMix64(seed), MaxRules);
            AgreementCheck.Compare(
                rules.ToGraph(), (in Facts f) => rules.Decide(f), "rule by rule", seed);
        }
    }

    [Fact]
    public void RandomPoliciesReachMostOfTheirRules()
    {
        var reached = new HashSet<(ulong, int)>();
        var written = 0;
        for (var seed = 0UL; seed < 100; seed++)
        {
            var random = new SplitMix64(seed);
            var rules = RandomRuleLists.Make(random, 6);
            var corners = new CornerFacts(rules.ToGraph());
            written += rules.Rules.Length;
            for (var i = 0; i < 300; i++)
            {
                reached.Add((seed, rules.Decide(corners.Anywhere(random))));
            }
        }

        (reached.Count * 2).ShouldBeGreaterThan(written);
    }

    [Fact]
    public void ADisagreementNamesSeedFactsAndBothAnswers()
    {
        var graph = RandomRuleLists.MakeExactly(new SplitMix64(7), 2).ToGraph();

        var failure = Should.Throw<Xunit.Sdk.FailException>(
            () => AgreementCheck.Compare(graph, (in Facts _) => 99, "wrong", seed: 7));

        failure.Message.ShouldContain("seed 7");
        failure.Message.ShouldContain("wrong 99");
        failure.Message.ShouldContain("fact_0 = 0x");
        failure.Message.ShouldContain("DMARULES_AGREEMENT_SEED=7");
    }

    private static ulong ReadNumber(string variable, ulong otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
