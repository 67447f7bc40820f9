using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Units;

public sealed class RangeMapTests
{
    private const int Positions = 64;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void AgreesWithOneValueAPositionUnderRandomOperations(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        for (var round = 0; round < 300; round++)
        {
            var map = new RangeMap<Content>();
            var naive = new Content?[Positions];
            for (var step = 0; step < 40; step++)
            {
                Change(random, map, naive);
                Compare(map, naive).ShouldBeNull($"seed {seed}, round {round}, step {step}");
            }
        }
    }

    [Fact]
    public void NeighboursThatContinueEachOtherAreOneRun()
    {
        var map = new RangeMap<Content>();
        var content = new Content(Writer.Cpu, 1, 0);

        map.Set(10, 5, content);
        map.Set(20, 5, content.Skip(10));
        map.Set(15, 5, content.Skip(5));

        map.Runs.ToArray().ShouldBe([new RangeMap<Content>.Run(10, 15, content)]);
    }

    [Fact]
    public void NeighboursOfAnotherWriteStayApart()
    {
        var map = new RangeMap<Content>();

        map.Set(10, 5, new Content(Writer.Cpu, 1, 0));
        map.Set(15, 5, new Content(Writer.Cpu, 2, 5));

        map.Runs.Length.ShouldBe(2);
    }

    [Fact]
    public void AGapInTheMiddleCutsTheValueToo()
    {
        var map = new RangeMap<Content>();
        map.Set(0, 100, new Content(Writer.Device, 7, 0));

        map.Remove(40, 20);

        map.Covered.ShouldBe(80UL);
        map.TryFind(60, out var run).ShouldBeTrue();
        run.Value.Offset.ShouldBe(60UL);
        map.TryFind(59, out _).ShouldBeFalse();
    }

    [Fact]
    public void AnEmptyRunChangesNothing()
    {
        var map = new RangeMap<Presence>();

        map.Set(5, 0, default);
        map.Remove(5, 0);

        map.Runs.Length.ShouldBe(0);
    }

    [Fact]
    public void TheHighestPositionsCanBeUsed()
    {
        var map = new RangeMap<Presence>();

        map.Set(ulong.MaxValue - 10, 10, default);

        map.Covered.ShouldBe(10UL);
        map.TryFind(ulong.MaxValue - 1, out _).ShouldBeTrue();
        map.TryFind(ulong.MaxValue, out _).ShouldBeFalse();
    }

    private static void Change(SplitMix64 random, RangeMap<Content> map, Content?[] naive)
    {
        var start = random.Below(Positions);
        var length = random.Below(Positions - start + 1);
        Content? value = random.OneIn(3)
            ? null
            : new Content(Writer.Cpu, (uint)random.Below(3), (ulong)start);
        if (value is { } set)
        {
            map.Set((ulong)start, (ulong)length, set);
        }
        else
        {
            map.Remove((ulong)start, (ulong)length);
        }

        for (var i = 0; i < length; i++)
        {
            naive[start + i] = value?.Skip((ulong)i);
        }
    }

    private static string? Compare(RangeMap<Content> map, Content?[] naive)
    {
        for (var i = 0; i < Positions; i++)
        {
            Content? found = map.TryFind((ulong)i, out var run) ? run.Value : null;
            if (found != naive[i])
            {
                return $"position {i}: {found} instead of {naive[i]}";
            }
        }

        return map.Covered == (ulong)naive.Count(v => v is not null) && AreSorted(map)
            ? null
            : "the runs are not sorted, or their sum is wrong";
    }

    private static bool AreSorted(RangeMap<Content> map)
    {
        for (var i = 1; i < map.Runs.Length; i++)
        {
            var (left, right) = (map.Runs[i - 1], map.Runs[i]);
            if (left.End > right.Start || (left.End == right.Start
                && left.Value.Skip(left.Length) == right.Value))
            {
                return false;
            }
        }

        return true;
    }
}
