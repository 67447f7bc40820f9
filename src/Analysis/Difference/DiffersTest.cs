using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Policies.Testing;

namespace DmaRules.Analysis.Difference;

/// <summary>Decides a <c>differs from</c> of a test file, over all facts: each decision has to
/// differ just where its condition holds, and nowhere if none is given.</summary>
public static class DiffersTest
{
    private const int MostRegions = 10;

    /// <summary>What reports call it.</summary>
    public static string NameOf(BoundDiffers claim) => $"differs from \"{claim.Other}\"";

    /// <summary>Compares a file's policy with the one that it names. What is too large to compare
    /// fails, and says so.</summary>
    public static TestReport Run(BoundDiffers claim, BoundPolicy policy, BoundPolicy other)
    {
        var failures = ImmutableArray.CreateBuilder<TestFailure>();
        foreach (var (index, decision) in policy.Decisions.Index())
        {
            var condition = claim.Parts
                .FirstOrDefault(p => p.Decision.Name == decision.Symbol.Name).Condition;
            try
            {
                failures.AddRange(Compare((policy, other), index, condition, claim));
            }
            catch (OverBudgetException over)
            {
                failures.Add(TestFailure.Of(
                    decision.Symbol.Name,
                    "to be compared",
                    $"too large, for {string.Join(", ", over.Names)}",
                    claim.Place,
                    []));
            }
        }

        return new TestReport(NameOf(claim), claim.Place, 0, failures.ToImmutable());
    }

    private static IEnumerable<TestFailure> Compare(
        (BoundPolicy One, BoundPolicy Other) policies,
        int decision,
        DecisionGraph? condition,
        BoundDiffers claim)
    {
        var pair = new DecisionPair(policies.One, policies.Other, decision, condition);
        var name = policies.One.Decisions[decision].Symbol.Name;
        var unsaid = pair.Table.Minus(pair.Differing, pair.Claimed);
        if (unsaid != DiagramTable.False)
        {
            yield return Failure(pair, unsaid, name, "no difference", "a difference", claim);
        }

        var untrue = pair.Table.Minus(pair.Claimed, pair.Differing);
        if (untrue != DiagramTable.False)
        {
            yield return Failure(pair, untrue, name, "a difference", "no difference", claim);
        }
    }

    private static TestFailure Failure(
        DecisionPair pair,
        int where,
        string decision,
        string expected,
        string actual,
        BoundDiffers claim)
    {
        var regions = RegionWords.Of(
            pair.Table.Space, BoxCover.Of(pair.Table, where, MostRegions + 1));
        var witness = regions[0].Witness.Select(
            w => $"{w.Fact.Name} = {ValueText.Show(w.Fact.Type, w.Value)}");
        return TestFailure.Of(decision, expected, actual, claim.Place, [.. witness]) with
        {
            Explanation =
            [
                .. regions.Take(MostRegions).Select(r => $"so it is with {r.Words}"),
                .. regions.Length > MostRegions ? ["and with more"] : Array.Empty<string>(),
            ],
        };
    }
}
