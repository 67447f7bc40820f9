namespace DmaRules.Policies.Tests.Recordings;

/// <summary>What real drivers asked for, and which way their data went.</summary>
public sealed class DriverRecordingTests
{
    private static readonly List<string> Lines =
        [.. File.ReadAllLines(RepositoryRoot.At("tests", "data", "kernel", "drivers_ppc.csv"))];

    [Fact]
    public void EveryDriverWentTheWayThatTheModelSays()
    {
        var (tally, failures) = KernelRecordings.Run(Lines);

        failures.ShouldBeEmpty();
        tally.Passed.ShouldBe(Lines.Count - 1);
        tally.Fields.Single(f => f.Name == "tce_seen").Compared.ShouldBe(tally.Passed);
    }

    [Theory]
    [InlineData(",254,tce", ",254,direct-or-none")]
    [InlineData(",254,direct-or-none", ",254,tce")]
    [InlineData(",created,", ",none,")]
    [InlineData("failed:-3", "created")]
    [InlineData(",512,0,35,252,64,", ",512,0,35,512,64,")]
    [InlineData(",32768,0,0,", ",32768,0,1,")]
    [InlineData(",dd-vdb,0,0,0,", ",dd-vdb,0,0,1,")]
    public void AnyOtherAnswerIsContradicted(string part, string other)
    {
        var line = Lines.FindIndex(l => l.Contains(part, StringComparison.Ordinal));
        var changed = Lines[line].Replace(part, other, StringComparison.Ordinal);

        var failure = KernelRecordings.FailureOf(
            [.. Lines[..line], changed, .. Lines[(line + 1)..]]);

        failure.Line.ShouldBe(line + 1);
        failure.Differences.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(",64,64,", ",0,64,")]
    [InlineData("6.12.95+deb12", "7.1")]
    [InlineData(",disable_ddw,", ",quiet,")]
    public void WhatIsNotUnderstoodMakesABootUnreadable(string part, string other)
    {
        List<string> changed =
            [.. Lines.Select(l => l.Replace(part, other, StringComparison.Ordinal))];

        var (_, failures) = KernelRecordings.Run(changed);

        failures.Count.ShouldBeGreaterThanOrEqualTo(8);
        failures.ShouldAllBe(f => f.Problem != null);
    }

    [Fact]
    public void ARowThatIsCutIsTold() =>
        KernelRecordings.FailureOf([.. Lines[..5], Lines[5][..20]]).Problem.ShouldNotBeNull();
}
