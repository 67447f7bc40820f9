using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Xunit.Asserting;
using DmaRules.Xunit.Files;

namespace DmaRules.Xunit;

/// <summary>A policy, to be asked from C#. May be shared by tests that run at the same
/// time.</summary>
[StackTraceHidden]
public sealed class PolicyUnderTest
{
    private readonly LoadedPolicy _loaded;
    private readonly Lazy<TestBench> _bench;

    private PolicyUnderTest(LoadedPolicy loaded)
    {
        _loaded = loaded;
        _bench = new Lazy<TestBench>(() => new TestBench(_loaded.Policy));
    }

    /// <summary>All that is to be said about the file: errors and warnings.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => _loaded.Outcome.Diagnostics;

    /// <summary>The policy. Throws a <see cref="PolicyTestException"/> with the diagnostics when it
    /// has errors.</summary>
    public BoundPolicy Policy => _loaded.Policy;

    /// <summary>Reads a file; what it uses stands beside it or is shipped. The path is relative to
    /// the output folder of the tests. Throws a <see cref="PolicyTestException"/> when the file
    /// cannot be read; what is wrong inside it is told when somebody asks.</summary>
    public static PolicyUnderTest Load(string path) =>
        new(LoadedPolicy.OfFile(TestFolder.Output, path));

    /// <summary>A policy that comes with DmaRules, e.g. <c>pseries-v5.6</c>. Throws a
    /// <see cref="PolicyTestException"/> when none is called so.</summary>
    public static PolicyUnderTest Shipped(string name) => new(LoadedPolicy.Shipped(name));

    /// <summary>A machine and a driver, in the words of the command line: <c>is_secure_guest</c>,
    /// <c>dma_mask=32</c> (bits), <c>map_size=4KiB</c>, <c>ddw=disabled</c>; what is not given has
    /// its default. Throws a <see cref="PolicyTestException"/> for a word that is no fact, no value
    /// of its fact, or cannot be given, and for a machine that cannot be.</summary>
    public PolicySituation Given(params IEnumerable<string> assignments)
    {
        var read = SituationText.Read(assignments, Policy, computedToo: false);
        return read.Problem is { } problem
            ? throw PolicyTestException.Of(problem, read.Help)
            : new PolicySituation(_bench.Value, read.Situation);
    }
}
