namespace DmaRules.Xunit.Tests;

public sealed class PolicyUnderTestTests
{
    [Theory]
    [InlineData("dma_maks=32", "no fact is called `dma_maks`", "did you mean `dma_mask`?")]
    [InlineData("dma_mask=99", "`99` is no value of `dma_mask`", "1 to 64 bits")]
    [InlineData("ddw=disable", "`disable` is no value of `ddw`", "did you mean `disabled`?")]
    [InlineData("page_size=8KiB", "page_size: the model takes 4 KiB and 64 KiB", "change what")]
    [InlineData("window=ddw", "`window` is computed and cannot be given", "the machine computes")]
    public void AWrongAssignmentIsToldAsOnTheCommandLine(
        string assignment, string problem, string help)
    {
        var policy = PolicyUnderTest.Shipped("pseries-v5.6");

        var message = Should.Throw<PolicyTestException>(
            () => policy.Given("is_secure_guest", assignment)).Message;

        message.ShouldStartWith(problem);
        message.ShouldContain("\nhelp: ");
        message.ShouldContain(help);
    }

    [Fact]
    public void ParametersAreGivenAsFactsAre() =>
        PolicyUnderTest.Shipped("secure-low-window")
            .Given("is_secure_guest", "coherent_from_pool=no").Alloc().ShouldGo("direct");

    [Fact]
    public void AFileFindsWhatItUsesBesideItself() =>
        PolicyUnderTest.Load("Fixtures/good.rules")
            .Given("dma_mask=64").Map().ShouldGo("bypass", by: "wide");

    [Fact]
    public void AMissingFileIsToldWithTheNearestOne()
    {
        var message = Should.Throw<PolicyTestException>(
            () => PolicyUnderTest.Load("Fixtures/god.rules")).Message;

        message.ShouldStartWith("there is no file Fixtures/god.rules in /");
        message.ShouldContain("did you mean `Fixtures/good.rules`?");
    }

    [Fact]
    public void AFolderIsNoFile() =>
        Should.Throw<PolicyTestException>(() => PolicyUnderTest.Load("Fixtures"))
            .Message.ShouldStartWith("there is no file Fixtures in /");

    [Fact]
    public void AMisspeltShippedNameIsToldWithTheNearestOne() =>
        Should.Throw<PolicyTestException>(() => PolicyUnderTest.Shipped("pseries-v56"))
            .Message.ShouldContain("did you mean `pseries-v5.6`?");

    [Fact]
    public void ErrorsAreToldByWhoeverNeedsThePolicy()
    {
        var broken = PolicyUnderTest.Load("Fixtures/broken/unreadable.rules");

        broken.Diagnostics.ShouldNotBeEmpty();
        foreach (var ask in new Action[]
        {
            () => broken.ShouldHaveNoErrors(),
            () => broken.Given("dma_mask=32"),
            () => _ = broken.Policy,
        })
        {
            Should.Throw<PolicyTestException>(ask).Message.ShouldStartWith(
                "Fixtures/broken/unreadable.rules(4,13): error DMA");
        }
    }

    [Fact]
    public void APolicyWithoutErrorsIsGivenBack()
    {
        var good = PolicyUnderTest.Load("Fixtures/good.rules");

        good.ShouldHaveNoErrors().ShouldBeSameAs(good);
    }

    [Fact]
    public void ManyMayAskAtTheSameTime()
    {
        var policy = PolicyUnderTest.Shipped("pseries-v5.6");

        Parallel.For(0, 2_000, i =>
        {
            var bits = 24 + (i % 41);
            policy.Given("is_secure_guest", $"dma_mask={bits}").Map()
                .ShouldGo(bits == 64 ? "bypass" : "iommu");
        });
    }
}
