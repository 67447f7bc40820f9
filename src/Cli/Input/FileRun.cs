using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Input;

/// <summary>What came of the tests of one file. With diagnostics none was run.</summary>
internal sealed record FileRun(
    string Path,
    string Engine,
    ImmutableArray<TestReport> Reports,
    ImmutableArray<Diagnostic> Diagnostics)
{
    public bool IsGood => Diagnostics.IsEmpty && Reports.All(r => r.Failure is null);

    public int Failed => Reports.Count(r => r.Failure is not null);

    public int Passed => Reports.Length - Failed;

    public long Cases => Reports.Sum(r => r.Cases);
}
