using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Testing;

namespace DmaRules.Xunit;

/// <summary>What in a <c>.rules</c> file a test was made of.</summary>
public enum PolicyTestKind
{
    /// <summary>The file: that it loads.</summary>
    File,

    /// <summary>A <c>test</c>.</summary>
    Test,

    /// <summary>A row of a <c>table</c>.</summary>
    Row,

    /// <summary>A <c>scenario</c>.</summary>
    Scenario,

    /// <summary>A <c>differs from</c>.</summary>
    Differs,
}

/// <summary>One test of a <c>.rules</c> file. A method under <see cref="PolicyTestsAttribute"/> may
/// take it; then it has passed.</summary>
public sealed class PolicyTest
{
    private readonly Func<TestReport> _run;

    internal PolicyTest(
        PolicyTestKind kind,
        string name,
        int number,
        SourcePlace place,
        BoundPolicy policy,
        Func<TestReport> run)
    {
        (Kind, Name, Number, Place, Policy, _run) = (kind, name, number, place, policy, run);
    }

    /// <summary>What it was made of.</summary>
    public PolicyTestKind Kind { get; }

    /// <summary>The test's, table's or scenario's name; of a <c>differs</c> its first
    /// words.</summary>
    public string Name { get; }

    /// <summary>The number of a table's row, from 1; of everything else there is one.</summary>
    public int Number { get; }

    /// <summary>Where it stands; the path is as the pattern has it.</summary>
    public SourcePlace Place { get; }

    /// <summary>The policy that is tested: that of the file, or the one that a scenario
    /// names.</summary>
    public BoundPolicy Policy { get; }

    /// <summary>Its name in lists: a row says its number and line.</summary>
    public string Title => Kind == PolicyTestKind.Row
        ? FormattableString.Invariant($"{Name}, row {Number} (line {Place.Position.Line})")
        : Name;

    /// <summary>Runs it once more. A scenario that nothing can be made of throws a
    /// <see cref="PolicyTestException"/> with its diagnostics.</summary>
    public TestReport Run() => _run();
}
