using System.Numerics;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

/// <summary>What holds of a domain's addresses whatever is asked of it, against books that know
/// only which pages are mapped.</summary>
public sealed class IovaPropertyTests
{
    private static readonly (ulong First, ulong Last)[] Registers =
        [(0, 0), (0xA0, 0xBF), (0x4_0000, 0xA_FFFF), (0xC_0000, 0xF_EBFF), (0xF_EE00, 0xF_EEFF)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void TheDomainAgreesWithTheBooks(int seed) =>
        AllocatorOperations.Run(seed, random => new Books(random));

    private sealed class Books : IAllocatorBooks
    {
        private readonly SplitMix64 _random;
        private readonly IommuTable _table;
        private readonly SortedDictionary<ulong, ulong> _taken = [];
        private readonly List<(BusAddr Bus, ByteCount Size)> _live = [];
        private readonly int _most;

        public Books(SplitMix64 random)
        {
            _random = random;
            _table = new IommuTable(new IovaSpace(ByteCount.GiB(1), isStrict: random.OneIn(2)));
            _most = 1 << (8 + random.Below(16));
        }

        public void Step()
        {
            if (_random.OneIn(10))
            {
                _table.PassTime();
            }
            else if (_random.OneIn(2) && _live.Count > 0)
            {
                Release(_random.Below(_live.Count));
            }
            else
            {
                Map();
            }
        }

        public void Empty()
        {
            while (_live.Count > 0)
            {
                Release(_live.Count - 1);
            }

            _table.Entries.Length.ShouldBe(0);
        }

        private void Map()
        {
            var request = new TceRequest(
                new PhysAddr(0x1_0000_0000 + (ulong)_random.Below(1 << 24)),
                new ByteCount(1 + (ulong)_random.Below(_most)),
                TceAccess.Read | TceAccess.Write,
                DmaMask.OfBits(_random.OneIn(4) ? 64 : 16 + _random.Below(24)));
            if (_table.TryMap(request, out var bus))
            {
                Take(request, bus);
            }
        }

        private void Take(in TceRequest request, BusAddr bus)
        {
            var first = bus.Value >> 12;
            var last = (bus.Value + request.Size.Value - 1) >> 12;
            var align = BitOperations.RoundUpToPowerOf2(last - first + 1);
            (first % align).ShouldBe(0UL, "it is not aligned to its size");
            (bus + (request.Size - new ByteCount(1))).Value
                .ShouldBeLessThanOrEqualTo(request.Mask.Highest.Value);
            Registers.ShouldNotContain(r => first <= r.Last && last >= r.First);
            _taken.ShouldNotContain(
                t => first <= t.Value && last >= t.Key, "it is handed out twice");
            _table.TryTranslate(bus, TceAccess.Write, out var address, out _).ShouldBeTrue();
            address.ShouldBe(request.Start);
            _taken.Add(first, last);
            _live.Add((bus, request.Size));
        }

        private void Release(int index)
        {
            var (bus, size) = _live[index];
            _live.RemoveAt(index);
            _table.Unmap(bus, size);
            _taken.Remove(bus.Value >> 12);
            _table.TryTranslate(bus, TceAccess.Read, out _, out _).ShouldBeFalse();
        }
    }
}
