using DmaRules.Xunit;
using Xunit;

namespace OurGuests.Tests;

/// <summary>What is easier said in C#: values that come from elsewhere, and claims about more than
/// one policy.</summary>
public class OurGuestsTests
{
    private static readonly PolicyUnderTest Ours =
        PolicyUnderTest.Load("policies/our-guests.rules").ShouldHaveNoErrors();

    private static readonly PolicyUnderTest Kernel = PolicyUnderTest.Shipped("pseries-v5.6");

    [Fact]
    public void A64BitCardBouncesAndWorks()
    {
        Ours.Given("is_secure_guest", "dma_mask=64", "coherent_mask=64").Map()
            .ShouldWindowBe("ddw mapping ram", by: "huge-window")
            .ShouldGo("bypass", by: "streaming")
            .ShouldBeBounced()
            .ShouldWork();
    }

    [Theory]
    [InlineData(24)]
    [InlineData(32)]
    [InlineData(63)]
    public void ANarrowCardIsToldWhereTheKernelIsSilent(int bits)
    {
        string[] card = ["is_secure_guest", $"dma_mask={bits}"];

        Kernel.Given(card).Map().ShouldBreak("device_sees_ciphertext");
        Ours.Given(card).Map().ShouldFail("refused");
    }

    [Fact]
    public void AWindowOverThePoolAloneHidesPrivatePagesFromTheCard()
    {
        string[] nosyCard = ["is_secure_guest", "dma_mask=64", "probe=private_read"];

        Ours.Given(nosyCard).Map().ShouldLeak("ciphertext_only");
        PolicyUnderTest.Shipped("secure-pool-ddw").Given(nosyCard).Map().ShouldNotLeak();
    }
}
