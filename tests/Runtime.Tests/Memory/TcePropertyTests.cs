using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

/// <summary>What holds of a TCE table whatever is asked of it, against books that know only which
/// entries are taken.</summary>
public sealed class TcePropertyTests
{
    private const ulong BlockSize = 16;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TheTableAgreesWithTheBooks(int seed) =>
        AllocatorOperations.Run(seed, random => new Books(random));

    private sealed class Books : IAllocatorBooks
    {
        private readonly SplitMix64 _random;
        private readonly IommuTable _table;
        private readonly HashSet<ulong> _taken = [];
        private readonly List<(BusAddr Bus, ByteCount Size, ulong First, ulong Count)> _live = [];
        private readonly int _bits;
        private readonly int _order;
        private readonly int _most;
        private readonly bool _reachesAll;

        public Books(SplitMix64 random)
        {
            _random = random;
            var page = random.OneIn(2) ? PageSize.Of4K : PageSize.Of64K;
            var entries = 1UL << (8 + random.Below(11));
            var start = new BusAddr(random.OneIn(2) ? 0 : entries << page.Shift);
            _table = new IommuTable(start, new TceCount(entries), page);
            _bits = 16 + random.Below(24);
            _reachesAll = (start.Value >> page.Shift) + entries
                <= DmaMask.OfBits(_bits).Highest.Value >> page.Shift;
            _order = random.Below(5);
            _most = 1 << (12 + random.Below(8));
        }

        public void Step()
        {
            if (_random.OneIn(2) && _live.Count > 0)
            {
                Release(_random.Below(_live.Count));
                return;
            }

            var request = new TceRequest(
                new PhysAddr(0x1_0000_0000 + (ulong)_random.Below(1 << 24)),
                new ByteCount(1 + (ulong)_random.Below(_most)),
                TceAccess.Read | TceAccess.Write,
                DmaMask.OfBits(_bits))
            {
                AlignOrder = _order,
                Cpu = _random.Below(8),
            };
            if (_table.TryMap(request, out var bus))
            {
                Take(request, bus);
            }

            CheckPools();
        }

        public void Empty()
        {
            while (_live.Count > 0)
            {
                Release(_live.Count - 1);
            }

            _table.Entries.Length.ShouldBe(0);
        }

        private void Take(in TceRequest request, BusAddr bus)
        {
            var page = _table.PageSize;
            var first = (bus - _table.BusBase).Value >> page.Shift;
            var lead = request.Start - request.Start.PageStart(page);
            var count = page.PagesFor(lead + request.Size);
            (first & ((1UL << _order) - 1)).ShouldBe(0UL, "it is not aligned");
            (bus + (request.Size - new ByteCount(1))).Value
                .ShouldBeLessThanOrEqualTo(request.Mask.Highest.Value);
            (first + count).ShouldBeLessThan(_table.Size.Value, "the last entry is never used");
            (first == 0 && _table.BusBase.Value == 0).ShouldBeFalse("entry 0 is reserved");
            for (var entry = first; entry < first + count; entry++)
            {
                _taken.Add(entry).ShouldBeTrue($"entry {entry} is handed out twice");
            }

            _table.TryTranslate(bus, TceAccess.Read, out var address, out _).ShouldBeTrue();
            address.ShouldBe(request.Start);
            _live.Add((bus, request.Size, first, count));
        }

        private void Release(int index)
        {
            var (bus, size, first, count) = _live[index];
            _live.RemoveAt(index);
            _table.Unmap(bus, size);
            for (var entry = first; entry < first + count; entry++)
            {
                _taken.Remove(entry);
            }
        }

        private void CheckPools()
        {
            _table.Used.Value.ShouldBe((ulong)_taken.Count);
            for (var pool = 0; pool <= _table.Pools!.Count; pool++)
            {
                // A mask that ends inside the table makes a pool search below itself, and its hint
                // follows.
                var (start, hint, end) = _table.Pools!.At(pool);
                hint.ShouldBeInRange(
                    _reachesAll ? start : 0, (_reachesAll ? end : _table.Size.Value) + BlockSize);
            }
        }
    }
}
