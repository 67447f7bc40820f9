using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Tests;

/// <summary>What a solver says of the same conditions.</summary>
public sealed class Z3Tests
{
    private const int Policies = 500;

    [FactInZ3]
    public void EveryVerdictIsThatOfZ3()
    {
        var text = new SmtText();
        var ours = new List<string>();
        for (var seed = 0UL; seed < Policies; seed++)
        {
            var policy = RandomPolicies.Make(new SplitMix64(1_000_000 + seed));
            var decision = policy.Decisions[1];
            var regions = DecisionRegions.Of(decision, policy.Facts);
            ImmutableArray<DecisionGraph> conditions =
            [
                .. decision.Rules[..^1]
                    .Select(r => r.When!.ToGraph(r.Name, policy.Facts, r.Place)!),
            ];
            var asked = Combinations(conditions.Length).ToList();
            text.Ask(policy.Facts, conditions, asked.Select(a => a.Parts));
            ours.AddRange(asked.Select(
                a => a.Find(regions) == DiagramTable.False ? "unsat" : "sat"));
        }

        var theirs = Run(text.ToString());

        theirs.ShouldBe(ours);
        ours.ShouldContain("unsat");
    }

    // Each rule alone, each that decides, each pair, and none.
    private static IEnumerable<(
        ImmutableArray<(int Condition, bool Holds)> Parts,
        Func<DecisionRegions, int> Find)> Combinations(int count)
    {
        yield return ([.. Enumerable.Range(0, count).Select(i => (i, false))], r => r.Gap);
        for (var i = 0; i < count; i++)
        {
            var rule = i;
            yield return ([(rule, true)], r => r.Holds(rule));
            yield return (
                [.. Enumerable.Range(0, rule).Select(n => (n, false)), (rule, true)],
                r => r.Decides(rule));
            for (var other = 0; other < rule; other++)
            {
                var above = other;
                yield return ([(above, true), (rule, true)], r => r.Both(above, rule));
            }
        }
    }

    private static List<string> Run(string text)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, text);
            var start = new ProcessStartInfo("z3", ["-smt2", file])
            {
                RedirectStandardOutput = true,
            };
            using var process = Process.Start(start).ShouldNotBeNull();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
