namespace DmaRules.Xunit.Tests.Running;

#pragma warning disable xUnit1000 // runners must not find them: some are there to fail

internal sealed class Passing
{
    [PolicyTests("Fixtures/*.rules")]
    [Trait("layer", "policies")]
    public void Holds()
    {
    }
}

internal sealed class Deep
{
    [PolicyTests("Fixtures/**/mor?.rules", DisplayName = "deep")]
    public void Holds()
    {
    }
}

internal sealed class Failing
{
    [PolicyTests("Fixtures/broken/*.rules")]
    public void Holds()
    {
    }
}

internal sealed class Nothing
{
    [PolicyTests("Fixtures/nowhere/*.rules")]
    public void Holds()
    {
    }
}

internal sealed class Skipped
{
    [PolicyTests("Fixtures/broken/failing.rules", Skip = "not now")]
    public void Holds()
    {
    }
}

internal sealed class WithBody
{
    public static List<PolicyTest> Seen { get; } = [];

    [PolicyTests("Fixtures/broken/failing.rules")]
    public void Holds(PolicyTest test) => Seen.Add(test);
}

internal sealed class WithStrictBody
{
    [PolicyTests("Fixtures/base.rules")]
    public void Holds(PolicyTest test) => test.Policy.Kernel.ShouldBe("v6.12");
}

internal sealed class WithWrongBody
{
    [PolicyTests("Fixtures/base.rules")]
    public void Holds(string test) => test.ShouldNotBeNull();
}
