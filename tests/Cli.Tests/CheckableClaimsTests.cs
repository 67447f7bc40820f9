using System.Text.Json;
using System.Text.RegularExpressions;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>What is claimed can be checked by something else that is printed.</summary>
public sealed partial class CheckableClaimsTests
{
    [Fact]
    public void EveryBrokenPromiseOfTheCorpusIsShownByItsWitness()
    {
        var checkedOnes = 0;
        foreach (var file in Directory.EnumerateFiles(
            RepositoryRoot.At("tests", "Corpus"), "*.rules", SearchOption.AllDirectories))
        {
            foreach (var (code, help) in FindingsOf(file))
            {
                var words = Witness().Match(help).Groups;
                string[] witness = words[2].Value.Split(' ');
                var answer = CommandRun.Of(
                    ["eval", file, "--alone", words[1].Value, .. witness, "--json"]).Json("eval");

                answer.GetProperty("diagnostics").EnumerateArray()
                    .Select(d => d.GetProperty("code").GetString())
                    .ShouldContain(code, $"{file}: {help}");
                checkedOnes++;
            }
        }

        checkedOnes.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData("pseries-v5.3", "pseries-v5.4")]
    [InlineData("pseries-v5.4", "pseries-v5.6")]
    [InlineData("pseries-v5.6", "pseries-v5.9")]
    [InlineData("pseries-v5.9", "pseries-v6.1")]
    [InlineData("pseries-v6.1", "pseries-v6.12")]
    [InlineData("pseries-v5.6", "mask-guard")]
    [InlineData("pseries-v5.6", "secure-low-window")]
    [InlineData("pseries-v5.6", "secure-pool-ddw")]
    [InlineData("secure-low-window", "secure-both")]
    [InlineData("tests/Corpus/cli/promises.rules", "pseries-v5.6")]
    public void EveryDifferenceIsShownByItsWitness(string before, string after)
    {
        var answer = CommandRun.Of("diff", before, after, "--json").Json("diff");
        foreach (var difference in answer.GetProperty("differences").EnumerateArray())
        {
            var decision = difference.GetProperty("decision").GetString()!;
            foreach (var region in difference.GetProperty("regions").EnumerateArray())
            {
                string[] witness =
                    [.. region.GetProperty("witness").EnumerateArray().Select(w => $"{w}")];
                Decides(before, decision, witness)
                    .ShouldBe(OutcomeOf(difference, "before"), string.Join(' ', witness));
                Decides(after, decision, witness)
                    .ShouldBe(OutcomeOf(difference, "after"), string.Join(' ', witness));
            }
        }
    }

    // What is a parameter of the other policy is none of this one's.
    private static string? Decides(string policy, string decision, string[] witness)
    {
        string[] start = ["eval", policy, "--alone", decision];
        var answer = CommandRun.Of([.. start, .. witness, "--json"]);
        if (answer.Exit == 2)
        {
            string[] known = [.. witness.Where(w => !w.StartsWith("coherent_from_pool="))];
            answer = CommandRun.Of([.. start, .. known, "--json"]);
        }

        // Behind `undecided` stands why.
        return answer.Json("eval").GetProperty(decision).GetProperty("outcome").GetString()!
            .Split(':')[0];
    }

    private static string OutcomeOf(JsonElement difference, string which) =>
        difference.GetProperty(which).GetString()!.Split(" \"")[0];

    private static IEnumerable<(string Code, string Help)> FindingsOf(string file)
    {
        var run = CommandRun.Of("check", file, "--json");
        if (run.Exit == 2)
        {
            yield break;
        }

        foreach (var found in run.Json("check").GetProperty("diagnostics").EnumerateArray())
        {
            var code = found.GetProperty("code").GetString()!;
            if (code is "DMA3002" or "DMA3003" or "DMA3004")
            {
                yield return (code, found.GetProperty("help").GetString()!);
            }
        }
    }

    [GeneratedRegex("`eval --alone (\\w+)` shows it with `([^`]*)`")]
    private static partial Regex Witness();
}
