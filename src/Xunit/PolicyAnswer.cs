using System.Diagnostics;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Testing;
using DmaRules.Runtime.Checking;
using DmaRules.Xunit.Asserting;

namespace DmaRules.Xunit;

/// <summary>What comes of a driver's doing under a policy; see <see cref="PolicyAssertions"/> for
/// what can be said of it.</summary>
[StackTraceHidden]
public sealed class PolicyAnswer
{
    private readonly TestBench _bench;
    private readonly Situation _situation;
    private readonly ResultSymbol _result;

    internal PolicyAnswer(TestBench bench, Situation situation, ResultSymbol result)
    {
        (_bench, _situation, _result) = (bench, situation, result);
    }

    /// <summary>Throws unless it is as expected: the same test that a <c>.rules</c> file could
    /// have, and the same report.</summary>
    internal PolicyAnswer Check(Expected expected, CSharpPlace site)
    {
        var report = Test(expected, site, _situation);
        return report.Failure is null ? this : throw Fail(report);
    }

    /// <summary>Throws if a misbehaving device finds what it should not: as it is given, or else
    /// whatever it tries.</summary>
    internal PolicyAnswer CheckForLeaks(CSharpPlace site)
    {
        foreach (var situation in Misbehaviours())
        {
            // It should differ from a leak, and in nothing else.
            var report = Test(new Expected { Verdict = "leaks" }, site, situation);
            if (report.Failure is not { Part: "dma" })
            {
                throw report.Failure is null ? TellLeak(site, situation) : Fail(report);
            }
        }

        return this;
    }

    private PolicyTestException TellLeak(CSharpPlace site, Situation situation)
    {
        var report = Test(new Expected { Verdict = "ok" }, site, situation);
        return Fail(report.Failure is { } found
            ? report with { Failures = [found.Saying("no leak")] }
            : report);
    }

    // Of a page that the guest gives away itself, the hypervisor at least sees everything: no
    // policy can pass, so who asks for it has to give it.
    private IEnumerable<Situation> Misbehaviours() => _situation.Has(DmaSchema.Probe)
        ? [_situation]
        : Enum.GetValues<ProbeKind>().Where(p => p != ProbeKind.LeakedPage)
            .Select(p => _situation.With(DmaSchema.Probe, (ulong)p));

    private TestReport Test(Expected expected, CSharpPlace site, Situation situation)
    {
        var place = site.Place;
        var expectation = expected.Of(_result, place);
        return ExpectedWords.FindProblem(expectation, _bench.Policy) is { } problem
            ? throw PolicyTestException.Of([problem])
            : _bench.Run(new BoundTest(
                place.Text,
                [],
                [.. situation.Given.Select(g => new BoundGiven(
                    g.Key, [new ValueRange(g.Value, g.Value)], IsEvery: false, place))],
                [expectation],
                IsTableRow: false,
                place));
    }

    private static PolicyTestException Fail(TestReport report) => new(FailureText.Of(report));
}
