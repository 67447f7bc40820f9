using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Policies.Testing;

/// <summary>Runs the tests and tables of a policy file: every situation of a test is driven through
/// policy and machine, and compared part by part. What fails is counted to the end and explained at
/// its first situation.</summary>
public sealed class PolicyTestRunner
{
    private readonly CaseSpace _space;
    private readonly WitnessReader _witnesses;
    private readonly RepairSearch _repairs;
    private readonly PolicyRunner _runner;

    /// <summary>Tests are run by <paramref name="runner"/>, one after another.</summary>
    public PolicyTestRunner(PolicyRunner runner)
    {
        _runner = runner;
        _space = new CaseSpace(runner);
        _witnesses = new WitnessReader(runner);
        _repairs = new RepairSearch(runner, _space);
    }

    /// <summary>Tests of more than <see cref="CaseSpace.MaxCases"/> situations are tried on as many
    /// of them, drawn by this seed; null: they fail.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How often the machine has to be run for some tests.</summary>
    public long CountCases(IEnumerable<BoundTest> tests) => tests.Sum(
        t => (long)BigInteger.Min(_space.Count(t), CaseSpace.MaxCases) * t.Expectations.Length);

    /// <summary>Runs every test that a filter picks.</summary>
    public IEnumerable<TestReport> RunAll(string filter = "")
    {
        var picked = new TestFilter(filter);
        return _runner.Policy.Tests.Where(t => picked.Picks(t.Name)).Select(Run);
    }

    /// <summary>Runs one test.</summary>
    public TestReport Run(BoundTest test)
    {
        var grid = _space.GridOf(test);
        if (grid.Count <= CaseSpace.MaxCases)
        {
            var all = grid.All().Select((s, i) => (new BigInteger(i), s));
            return Run(test, grid, all, sample: null);
        }

        if (Seed is not { } seed)
        {
            return new TestReport(test.Name, test.Place, 0, [TooMany(test, grid.Count)])
            {
                IsTableRow = test.IsTableRow,
                Situations = 0,
            };
        }

        var drawn = new CaseSampler(grid, seed).Draw(CaseSpace.MaxCases);
        return Run(
            test, grid, drawn.Select(n => (n, grid.At(n))), new TestSample(seed, grid.Count));
    }

    private TestReport Run(
        BoundTest test,
        CaseGrid grid,
        IEnumerable<(BigInteger Number, Situation Situation)> cases,
        TestSample? sample)
    {
        var round = new TestRound(_runner, test, grid.HasChosenValues);
        foreach (var (number, situation) in cases)
        {
            round.Try(number, situation);
        }

        return new TestReport(test.Name, test.Place, round.Runs, Failures(round, grid, sample))
        {
            IsTableRow = test.IsTableRow,
            Situations = round.Tried,
            LeftOut = round.LeftOut,
            Sample = sample,
        };
    }

    private ImmutableArray<TestFailure> Failures(
        TestRound round, CaseGrid grid, TestSample? sample)
    {
        if (round.Unbuildable.Count > 0)
        {
            var first = grid.At(round.Unbuildable[0]);
            var failure = Unbuildable(round.Test, first);
            return [WithExtent(failure, round.Unbuildable, round, grid, sample)];
        }

        if (round.Tried == 0)
        {
            return [Unbuildable(round.Test, grid.At(0))];
        }

        var failing = round.Failing.Where(f => f.Numbers.Count > 0).ToList();
        return
        [
            .. failing.Select((f, i) =>
            {
                var witness = grid.At(f.Numbers[0]);
                var isNews = failing.FindIndex(o => o.Numbers[0] == f.Numbers[0]) == i;
                var failure = _witnesses.Explain(f.Expected, witness) with
                {
                    Repair = isNews ? _repairs.Of(round.Test, witness) : null,
                };
                return WithExtent(failure, f.Numbers, round, grid, sample);
            }),
        ];
    }

    // Drawn situations are no region: between two of them nothing was tried.
    private static TestFailure WithExtent(
        TestFailure failure,
        List<BigInteger> numbers,
        TestRound round,
        CaseGrid grid,
        TestSample? sample) => failure with
        {
            Extent = grid.Count == 1 ? null
                : sample is null ? FailingRegions.Of(grid, numbers, round.Tried)
                : new FailureExtent(numbers.Count, round.Tried, [], 0),
        };

    private TestFailure Unbuildable(BoundTest test, Situation situation) => TestFailure.Of(
        "the situation",
        "a machine that can be built",
        situation.FindProblem(_runner.Kernel) ?? "",
        test.Place,
        WitnessReader.Describe(situation));

    private static TestFailure TooMany(BoundTest test, BigInteger count) => TestFailure.Of(
        "the situation",
        string.Create(CultureInfo.InvariantCulture, $"at most {CaseSpace.MaxCases:N0} situations"),
        string.Create(CultureInfo.InvariantCulture, $"{count:N0}"),
        test.Place,
        [])
        with
        {
            Explanation = ["narrow a range or a `-`, or try a part of them: --seed 1"],
        };
}
