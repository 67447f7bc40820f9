using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Proof;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;

namespace DmaRules.Cli.Rendering;

/// <summary>What <c>prove</c> says: each claim proved, refuted with its kinds of cases, or unknown;
/// and what it went over.</summary>
internal static class ProofPage
{
    // More of them can be had as JSON.
    private const int MostKinds = 10;
    private const int Indent = 9;

    public static int Give(Reply reply, BoundPolicy policy, Situation given, ProofReport report)
    {
        var name = PolicyText.NameOf(policy);
        var answer = new
        {
            Policy = name,
            policy.Kernel,
            Given = PolicyText.Given(given),
            report.Machines,
            report.Limit,
            report.Drivers,
            report.Runs,
            MaskClasses = report.Masks,
            Claims = report.Results.Select(AnswerOf),
        };
        return reply.Give("prove", ExitOf(report), answer, page =>
        {
            foreach (var result in report.Results)
            {
                Write(page, result, name);
            }

            WriteSpace(page, report);
        });
    }

    private static int ExitOf(ProofReport report) =>
        report.Results.Any(r => r.Status == ProofStatus.Refuted) ? ExitCode.No
        : report.Limit is not null ? ExitCode.Limit
        : ExitCode.Done;

    private static void WriteSpace(Page page, ProofReport report)
    {
        page.Prose(0, FormattableString.Invariant(
            $"over {report.Machines:N0} machines and {report.Drivers:N0} drivers: ")
            + FormattableString.Invariant($"{report.Runs:N0} runs"));
        if (report.Limit is { } limit)
        {
            page.Prose(0, limit);
        }

        if (!report.Masks.IsEmpty)
        {
            page.Prose(0, $"mask classes from {MasksOf(report.Masks)} bits on");
        }
    }

    private static string MasksOf(ImmutableArray<ulong> masks) =>
        Suggestion.List(masks.Select(m => $"{m}"), "and");

    private static void Write(Page page, ClaimResult result, string policy)
    {
        var word = result.Status switch
        {
            ProofStatus.Proved => Words.Good("proved "),
            ProofStatus.Refuted => Words.Bad("refuted"),
            _ => Words.Strong("unknown"),
        };
        page.Line(word, "  ", result.Claim.Name);
        page.Prose(Indent, Words.Quiet(result.Claim.Says));
        page.Line();
        if (result.Smallest is { } smallest)
        {
            WriteKinds(page, result, policy);
            if (smallest.Scenario is { } scenario)
            {
                page.Prose(0, "the smallest of all as a scenario:");
                page.Verbatim(scenario);
                page.Line();
            }
        }
    }

    private static void WriteKinds(Page page, ClaimResult result, string policy)
    {
        foreach (var kind in result.Kinds.Take(MostKinds))
        {
            var example = kind.Smallest;
            var other = example.Other is { } compared ? $"; {compared}" : "";
            page.Prose(2, Words.Strong(example.Verdict), other, $"; {CausesOf(kind)}");
            page.Line($"    dmarules run {policy} {ArgumentsOf(example)}");
        }

        var (more, cases) = (result.Kinds.Length - MostKinds, "run");
        page.Prose(
            2,
            $"in all {PolicyText.Count(result.Violations, cases)} of ",
            PolicyText.Count(result.Kinds.Length, "kind"),
            more > 0 ? $"; {more} more are in --json" : "");
        page.Line();
    }

    private static string CausesOf(ViolationKind kind)
    {
        var times = PolicyText.Count(kind.Count, "run");
        return kind.Causes.IsEmpty
            ? $"not for one fact alone ({times})"
            : $"because of {Suggestion.List(kind.Causes.Select(f => f.Name), "and")} ({times})";
    }

    private static string ArgumentsOf(Counterexample example) =>
        string.Join(' ', CaseArguments.Of(example.Situation, example.Action));

    private static object AnswerOf(ClaimResult result) => new
    {
        result.Claim.Name,
        result.Claim.Says,
        Status = result.Status switch
        {
            ProofStatus.Proved => "proved",
            ProofStatus.Refuted => "refuted",
            _ => "unknown",
        },
        result.Violations,
        Kinds = result.Kinds.Select(kind => new
        {
            kind.Smallest.Verdict,
            kind.Smallest.Other,
            Causes = kind.Causes.Select(f => f.Name),
            Runs = kind.Count,
            Arguments = CaseArguments.Of(kind.Smallest.Situation, kind.Smallest.Action),
            kind.Smallest.Scenario,
        }),
    };
}
