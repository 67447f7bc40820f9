using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

public sealed class GuestMemoryTests
{
    private static readonly PhysAddr Start = new(0x10_0000);
    private static readonly Content Secret = new(Writer.Cpu, 1, 0);
    private readonly GuestMemory _memory = new();
    private readonly Ultravisor _ultravisor;

    public GuestMemoryTests()
    {
        _ultravisor = new Ultravisor(_memory);
        Boot(isSecure: true);
    }

    [Fact]
    public void WhatNobodyWroteIsZero()
    {
        _memory.ContentAt(Start).ShouldBe(Content.Zeros);
        _memory.Holds(Start, ByteCount.GiB(1), Content.Zeros).ShouldBeTrue();
    }

    [Fact]
    public void SharingZeroesEveryPageThatTheRunTouches()
    {
        _memory.Write(Start, ByteCount.KiB(192), Secret);

        _ultravisor.Share(Start + ByteCount.KiB(65), ByteCount.KiB(1));

        _memory.Holds(Start, ByteCount.KiB(64), Secret).ShouldBeTrue();
        _memory.Holds(Start + ByteCount.KiB(64), ByteCount.KiB(64), Content.Zeros).ShouldBeTrue();
        _memory.Holds(Start + ByteCount.KiB(128), ByteCount.KiB(64), Secret.Skip(128 * 1024))
            .ShouldBeTrue();
    }

    [Fact]
    public void SharingASharedPageZeroesItAgain()
    {
        _ultravisor.Share(Start, ByteCount.KiB(4));
        _memory.Write(Start, ByteCount.KiB(4), Secret);

        _ultravisor.Share(Start, ByteCount.KiB(4));

        _memory.IsVisibleOutside(Start).ShouldBeTrue();
        _memory.Holds(Start, ByteCount.KiB(4), Content.Zeros).ShouldBeTrue();
        _memory.Shared.ShouldBe(ByteCount.KiB(64));
    }

    [Fact]
    public void UnsharingZeroesAlsoWhatWasPrivateAllAlong()
    {
        _memory.Write(Start, ByteCount.KiB(4), Secret);

        _ultravisor.Unshare(Start, ByteCount.KiB(4));

        _memory.IsVisibleOutside(Start).ShouldBeFalse();
        _memory.Holds(Start, ByteCount.KiB(4), Content.Zeros).ShouldBeTrue();
    }

    [Fact]
    public void VisibilityIsByThePageAndOfARunByItsWeakestPage()
    {
        _ultravisor.Share(Start, ByteCount.KiB(128));

        _memory.IsVisibleOutside(Start, ByteCount.KiB(128)).ShouldBeTrue();
        _memory.IsVisibleOutside(Start, ByteCount.KiB(129)).ShouldBeFalse();
        _memory.IsVisibleOutside(Start - new ByteCount(1)).ShouldBeFalse();
        _memory.IsVisibleOutside(Start + ByteCount.KiB(127)).ShouldBeTrue();
    }

    [Fact]
    public void PagesOf4KiBAreSharedOneByOne()
    {
        _memory.Reset(isSecure: true, PageSize.Of4K);

        _ultravisor.Share(Start, new ByteCount(1));

        _memory.Shared.ShouldBe(ByteCount.KiB(4));
        _memory.IsVisibleOutside(Start + ByteCount.KiB(4)).ShouldBeFalse();
    }

    [Fact]
    public void InANormalGuestSharingDoesNothingAndEverythingIsVisible()
    {
        Boot(isSecure: false);
        _memory.Write(Start, ByteCount.KiB(4), Secret);

        _ultravisor.Share(Start, ByteCount.KiB(4));

        _memory.Holds(Start, ByteCount.KiB(4), Secret).ShouldBeTrue();
        _memory.IsVisibleOutside(Start).ShouldBeTrue();
        _memory.Shared.ShouldBe(ByteCount.Zero);
    }

    [Fact]
    public void SharingNothingChangesNothing()
    {
        _memory.Write(Start, ByteCount.KiB(4), Secret);

        _ultravisor.Share(Start, ByteCount.Zero);

        _memory.Holds(Start, ByteCount.KiB(4), Secret).ShouldBeTrue();
    }

    [Fact]
    public void DamageIsThePagesUntilThePageIsMadeAnew()
    {
        _memory.Damage(Start + ByteCount.KiB(1));
        _memory.IsDamaged(Start).ShouldBeTrue();
        _memory.IsDamaged(Start + ByteCount.KiB(64)).ShouldBeFalse();

        _ultravisor.Unshare(Start, new ByteCount(1));

        _memory.IsDamaged(Start).ShouldBeFalse();
    }

    [Fact]
    public void ACopyIsOneRunHoweverLong()
    {
        var target = new PhysAddr(ByteCount.GiB(8).Value);
        _memory.Write(Start, ByteCount.GiB(1), Secret);

        _memory.Copy(Start, target, ByteCount.GiB(1));

        _memory.Contents.Length.ShouldBe(2);
        _memory.Holds(target, ByteCount.GiB(1), Secret).ShouldBeTrue();
    }

    [Fact]
    public void ACopyOverOldDataCopiesTheGapsAsZeros()
    {
        var target = Start + ByteCount.MiB(1);
        _memory.Write(Start + ByteCount.KiB(1), ByteCount.KiB(1), Secret);
        _memory.Write(target, ByteCount.KiB(4), new Content(Writer.Device, 9, 0));

        _memory.Copy(Start, target, ByteCount.KiB(4));

        _memory.Holds(target, ByteCount.KiB(1), Content.Zeros).ShouldBeTrue();
        _memory.Holds(target + ByteCount.KiB(1), ByteCount.KiB(1), Secret).ShouldBeTrue();
        _memory.Holds(target + ByteCount.KiB(2), ByteCount.KiB(2), Content.Zeros).ShouldBeTrue();
    }

    [Fact]
    public void TheBytesOfACopyAreTheBytesOfTheOriginal()
    {
        var target = Start + ByteCount.MiB(1) + new ByteCount(3);
        var (left, right) = (new byte[1000], new byte[1000]);
        _memory.Write(Start, new ByteCount(700), Secret);
        _memory.Write(
            Start + new ByteCount(300), new ByteCount(200), new Content(Writer.Device, 2, 5));

        _memory.Copy(Start, target, new ByteCount(1000));
        _memory.Read(Start, left);
        _memory.Read(target, right);

        right.ShouldBe(left);
        left[..700].Distinct().Count().ShouldBeGreaterThan(100);
    }

    private void Boot(bool isSecure)
    {
        _memory.Reset(isSecure, PageSize.Of64K);
        _ultravisor.IsPresent = isSecure;
    }
}
