using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>Sequences of DMA API calls by several drivers. They are longer than a trial, so there
/// are fewer of them.</summary>
public sealed class RandomCallTests
{
    private const int Steps = 40;
    private const int MachinesASequence = 5;

    [Fact]
    public void NoOrderOfCallsAndNoMisuseThrows() => Check(calls =>
    {
        for (var step = 0; step < Steps; step++)
        {
            calls.WildStep();
        }

        var pool = calls.Machine.Guest.Pool;
        return pool.Used.Value <= pool.Slots.Value ? null : "more slots in use than there are";
    });

    [Fact]
    public void ThePoolsUseIsThatOfTheLiveMappings() => Check(calls =>
    {
        calls.SetAllMasks();
        for (var step = 0; step < Steps && !calls.HasChangedPath; step++)
        {
            calls.ProperStep();
            if (!calls.HasChangedPath && FindPoolProblem(calls) is { } problem)
            {
                return $"step {step}: {problem}";
            }
        }

        return null;
    });

    [Fact]
    public void NoTwoLiveMappingsShareATce() => Check(calls =>
    {
        calls.SetAllMasks();
        for (var step = 0; step < Steps && !calls.HasChangedPath; step++)
        {
            calls.ProperStep();
            var made = calls.Live.Where(h => h.Mapping.Path.Action == PathAction.Iommu)
                .GroupBy(h => h.Device.State.Endpoint)
                .Select(g => g.Select(TcesOf));
            if (!made.All(AreApart))
            {
                return $"step {step}: two mappings share a TCE";
            }
        }

        return null;
    });

    [Fact]
    public void GivenAllBackThePoolIsEmptyAndTheTablesAreAsBefore() => Check(calls =>
    {
        calls.SetAllMasks();
        var before = UsedTces(calls);
        for (var step = 0; step < Steps; step++)
        {
            calls.ProperStep();
        }

        calls.GiveAllBack();
        return calls.HasChangedPath ? null
            : calls.Machine.Guest.Pool.Used.Value != 0 ? "slots are left"
            : UsedTces(calls) != before ? "TCEs are left, or too many gone"
            : null;
    });

    private static void Check(
        Func<RandomCalls, string?> play,
        [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        using var runs = new RandomRuns();
        runs.Check(
            machine => machine.Seed % MachinesASequence == 0 || RandomRuns.Count == 1
                ? play(new RandomCalls(machine))
                : null,
            test);
    }

    private static string? FindPoolProblem(RandomCalls calls)
    {
        var pool = calls.Machine.Guest.Pool;
        var taken = calls.Live
            .Where(h => pool.Contains(h.Mapping.DeviceMemory))
            .Select(h => (
                Start: h.Mapping.DeviceMemory.Value,
                End: h.Mapping.DeviceMemory.Value + SlotCount.For(h.Mapping.Size).Bytes.Value))
            .ToList();
        var used = taken.Aggregate(0UL, (sum, t) => sum + ((t.End - t.Start) / 2048));
        return pool.Used.Value != used ? $"{pool.Used.Value} slots in use instead of {used}"
            : AreApart(taken) ? null
            : "two mappings share a slot";
    }

    // 4 KiB pages of bus addresses: no table has smaller entries.
    private static (ulong Start, ulong End) TcesOf(Held held)
    {
        var bus = held.Mapping.Bus.Value;
        return (bus / 4096, ((bus + held.Mapping.Size.Value - 1) / 4096) + 1);
    }

    private static bool AreApart(IEnumerable<(ulong Start, ulong End)> ranges)
    {
        var end = 0UL;
        foreach (var range in ranges.Order())
        {
            if (range.Start < end)
            {
                return false;
            }

            end = range.End;
        }

        return true;
    }

    private static ulong UsedTces(RandomCalls calls) => calls.Endpoints.Aggregate(
        0UL,
        (sum, e) => sum + UsedIn(e.Low?.Table) + UsedIn(e.Huge?.Table)
            + (e.Table == e.Low?.Table || e.Table == e.Huge?.Table ? 0 : UsedIn(e.Table)));

    private static ulong UsedIn(IommuTable? table) => table?.Used.Value ?? 0;
}
