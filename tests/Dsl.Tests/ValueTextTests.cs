using DmaRules.Dsl.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Dsl.Tests;

public sealed class ValueTextTests
{
    private static readonly ValueType Size = new ValueType.Size();
    private static readonly ValueType Word =
        new ValueType.Enumeration("ddw", ["available", "too_small"]);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(4096, "4 KiB")]
    [InlineData(4097, "4097 B")]
    [InlineData(3UL << 40, "3 TiB")]
    [InlineData(ulong.MaxValue, "18446744073709551615 B")]
    public void SizesTakeTheLargestExactUnit(ulong value, string text)
    {
        ValueText.Show(Size, value).ShouldBe(text);
        ValueText.TryParse(Size, text, out var read).ShouldBeTrue();
        read.ShouldBe(value);
    }

    [Fact]
    public void EveryTypeHasItsForm()
    {
        ValueText.Show(new ValueType.Bool(), 1).ShouldBe("yes");
        ValueText.Show(new ValueType.Bits(), 64).ShouldBe("64 bits");
        ValueText.Show(new ValueType.Addr(), 0x8000).ShouldBe("0x8000");
        ValueText.Show(new ValueType.Count(), 12).ShouldBe("12");
        ValueText.Show(Word, 1).ShouldBe("too_small");
        ValueText.Show(new ValueType.Bits(), new ValueRange(24, 63)).ShouldBe("24..63 bits");
    }

    [Fact]
    public void ACommandLineMayBeShort()
    {
        ValueText.TryParse(new ValueType.Bits(), "64", out var bits).ShouldBeTrue();
        bits.ShouldBe(64UL);
        ValueText.TryParse(Size, "4KiB", out var size).ShouldBeTrue();
        size.ShouldBe(4096UL);
        ValueText.TryParse(Word, "too-small", out var member).ShouldBeTrue();
        member.ShouldBe(1UL);
        ValueText.TryParse(new ValueType.Addr(), "0x1_0000", out var address).ShouldBeTrue();
        address.ShouldBe(0x10000UL);
    }

    [Theory]
    [InlineData("65 bits")]
    [InlineData("0")]
    [InlineData("64 KiB")]
    [InlineData("")]
    [InlineData("bits")]
    [InlineData("0x")]
    [InlineData("99999999999999999999")]
    public void WhatIsNoWidthIsRefused(string text) =>
        ValueText.TryParse(new ValueType.Bits(), text, out _).ShouldBeFalse();

    [Fact]
    public void AScaledSizeMustFit() =>
        ValueText.TryParse(Size, "18446744073709551615 KiB", out _).ShouldBeFalse();
}
