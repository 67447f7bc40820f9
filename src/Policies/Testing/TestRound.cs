using System.Collections.Immutable;
using System.Numerics;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Policies.Testing;

/// <summary>One pass over a test's situations: what fails, by expectation.
/// <paramref name="mayLeaveOut"/>: a situation that no machine can be built for is left out; else
/// the test is to blame for it.</summary>
internal sealed class TestRound(PolicyRunner runner, BoundTest test, bool mayLeaveOut)
{
    public BoundTest Test => test;

    /// <summary>How often the machine was run.</summary>
    public long Runs { get; private set; }

    /// <summary>How many situations were tried.</summary>
    public long Tried { get; private set; }

    public long LeftOut { get; private set; }

    /// <summary>The situations for which no machine can be built, where that is the test's
    /// fault.</summary>
    public List<BigInteger> Unbuildable { get; } = [];

    /// <summary>For each expectation the situations in which it is not met.</summary>
    public ImmutableArray<(BoundExpectation Expected, List<BigInteger> Numbers)> Failing { get; } =
        [.. test.Expectations.Select(e => (e, new List<BigInteger>()))];

    public void Try(BigInteger number, Situation situation)
    {
        if (situation.FindProblem(runner.Kernel) is not null)
        {
            LeftOut += mayLeaveOut ? 1 : 0;
            if (!mayLeaveOut)
            {
                Tried++;
                Unbuildable.Add(number);
            }

            return;
        }

        Tried++;
        foreach (var (expected, numbers) in Failing)
        {
            Runs++;
            var result = runner.Run(situation, ResultAction.Of(expected.Result));
            if (runner.Fault is not null || !Comparison.IsMet(expected, result))
            {
                numbers.Add(number);
            }
        }
    }
}
