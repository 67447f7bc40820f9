namespace DmaRules.Xunit.Tests;

/// <summary>What can be said of policies in C#, and what is told when it is not so.</summary>
public sealed class PolicyAssertionsTests
{
    private static readonly PolicyUnderTest Policy = PolicyUnderTest.Shipped("pseries-v5.6");

    private static readonly PolicyAnswer Wide =
        Policy.Given("is_secure_guest", "dma_mask=64", "coherent_mask=64").Map();

    private static readonly PolicyAnswer Narrow =
        Policy.Given("is_secure_guest", "dma_mask=32").Map();

    private static readonly PolicyAnswer Nosy =
        Policy.Given("is_secure_guest", "dma_mask=64", "probe=private_read").Map();

    private static readonly PolicyAnswer Refused =
        PolicyUnderTest.Shipped("mask-guard").Given("is_secure_guest", "dma_mask=32").Map();

    public static TheoryData<string> True => [.. Claims.Where(c => c.IsSo).Select(c => c.Name)];

    public static TheoryData<string> Wrong => [.. Claims.Where(c => !c.IsSo).Select(c => c.Name)];

    private static IEnumerable<(string Name, bool IsSo, Action Say)> Claims =>
    [
        ("wide bypasses", true, () => Wide.ShouldGo("bypass", by: "streaming")),
        ("wide goes by any rule", true, () => Wide.ShouldGo("bypass")),
        ("wide takes the table", false, () => Wide.ShouldGo("iommu")),
        ("wide by another rule", false, () => Wide.ShouldGo("bypass", by: "coherent")),
        ("wide gets the window", true, () => Wide.ShouldWindowBe("ddw mapping ram")),
        ("its rule", true, () => Wide.ShouldWindowBe("ddw mapping ram", by: "huge-window")),
        ("wide gets the table", false, () => Wide.ShouldWindowBe("table")),
        ("wide works", true, () => Wide.ShouldWork()),
        ("narrow works", false, () => Narrow.ShouldWork()),
        ("narrow breaks", true, () => Narrow.ShouldBreak()),
        ("narrow breaks so", true, () => Narrow.ShouldBreak("device_sees_ciphertext")),
        ("narrow breaks otherwise", false, () => Narrow.ShouldBreak("sync_does_not_copy")),
        ("wide breaks", false, () => Wide.ShouldBreak()),
        ("refused fails", true, () => Refused.ShouldFail()),
        ("refused fails so", true, () => Refused.ShouldFail("refused")),
        ("narrow fails", false, () => Narrow.ShouldFail()),
        ("nosy leaks", true, () => Nosy.ShouldLeak("ciphertext_only")),
        ("nosy does not leak", false, () => Nosy.ShouldNotLeak()),
        ("wide leaks", false, () => Wide.ShouldLeak()),
        ("wide never leaks", false, () => Wide.ShouldNotLeak()),
        ("narrow never leaks", true, () => Narrow.ShouldNotLeak()),
        ("wide bounces", true, () => Wide.ShouldBeBounced()),
        ("wide does not bounce", false, () => Wide.ShouldNotBeBounced()),
        ("narrow bounces", false, () => Narrow.ShouldBeBounced()),
        ("narrow does not bounce", true, () => Narrow.ShouldNotBeBounced()),
    ];

    [Theory]
    [MemberData(nameof(True))]
    public void WhatIsSoPasses(string claim) => Should.NotThrow(Say(claim));

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WhatIsNotSoFails(string claim) => Should.Throw<PolicyTestException>(Say(claim));

    [Fact]
    public void AssertionsAreChained() =>
        Wide.ShouldGo("bypass").ShouldBeBounced().ShouldWork().ShouldBeSameAs(Wide);

    [Fact]
    public void EveryDoingOfADriverIsAskedFor()
    {
        var card = Policy.Given("is_secure_guest", "dma_mask=64", "coherent_mask=64");

        card.SetMasks().ShouldGo("ddw mapping ram", by: "huge-window");
        card.Sync().ShouldGo("bypass", by: "coherent");
        card.Alloc().ShouldGo("bypass", by: "coherent");
        card.Resource().ShouldGo("iommu", by: "otherwise");
    }

    [Fact]
    public void AFailureSaysWhatCameTheRuleItsPlaceAndWhatWasGiven()
    {
        var message = Should.Throw<PolicyTestException>(
            () => Policy.Given("is_secure_guest", "dma_mask=32").Map()
                .ShouldNotBeBounced()
                .ShouldGo("bypass", by: "streaming")).Message;

        message.ShouldStartWith(
            "FAILED Policy.Given(\"is_secure_guest\", \"dma_mask=32\").Map()\n");
        message.ShouldContain("  at     PolicyAssertionsTests.cs(");
        message.ShouldNotContain("ShouldNotBeBounced");
        message.ShouldContain("  map          bypass     iommu  <- differs first\n");
        message.ShouldContain("is_secure_guest = yes");
        message.ShouldContain("dma_mask = 32 bits");
        message.ShouldContain("`otherwise` at pseries-v5.6.rules(25)");
    }

    [Fact]
    public void ALeakIsNamedWithWhatTheDeviceTried()
    {
        var message = Should.Throw<PolicyTestException>(() => Wide.ShouldNotLeak()).Message;

        message.ShouldContain("  dma          no leak   leaks ciphertext_only  <- differs first\n");
        message.ShouldContain("probe = private_read");
    }

    [Fact]
    public void TheStackTraceStartsAtTheTest()
    {
        foreach (var wrong in new Action[]
        {
            () => Narrow.ShouldWork(),
            () => Narrow.ShouldGo("bypas"),
            () => Wide.ShouldNotLeak(),
            () => Policy.Given("dma_maks=32"),
            () => PolicyUnderTest.Shipped("pseries"),
            () => PolicyUnderTest.Load("nowhere.rules"),
            () => PolicyUnderTest.Load("Fixtures/broken/unreadable.rules").ShouldHaveNoErrors(),
            () => PolicyUnderTest.Load("Fixtures/broken/unreadable.rules").Given(),
        })
        {
            Should.Throw<PolicyTestException>(wrong).StackTrace.ShouldNotBeNull()
                .Split('\n')[0].ShouldContain("PolicyAssertionsTests");
        }
    }

    [Theory]
    [InlineData("bypas", null, "`decide path` cannot end in `bypas`", "did you mean `bypass`?")]
    [InlineData("bypass", "streamin", "no rule called `streamin`", "did you mean `streaming`?")]
    public void AnUnknownWordIsNoFailureOfThePolicy(
        string outcome, string? rule, string problem, string help)
    {
        var message = Flat(
            Should.Throw<PolicyTestException>(() => Wide.ShouldGo(outcome, rule)).Message);

        message.ShouldContain(problem);
        message.ShouldContain(help);
    }

    [Fact]
    public void AnUnknownReasonIsTold() =>
        Should.Throw<PolicyTestException>(() => Wide.ShouldBreak("device_sees_cipher"))
            .Message.ShouldContain("device_sees_ciphertext");

    // Long lines wrap, wherever that is.
    private static string Flat(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static Action Say(string claim) => Claims.Single(c => c.Name == claim).Say;
}
