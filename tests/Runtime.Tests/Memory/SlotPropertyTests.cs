using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

/// <summary>What holds of the bounce pool whatever is asked of it, against books that know only
/// which slots are taken.</summary>
public sealed class SlotPropertyTests
{
    private const int LookEvery = 64;
    private static readonly PhysAddr Start = new(0x3000_0000);
    private static readonly SwiotlbGeneration[] Generations = Enum.GetValues<SwiotlbGeneration>();
    private static readonly ulong[] Masks = [0, 0, 0xfff, 0xffff];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ThePoolAgreesWithTheBooks(int seed) =>
        AllocatorOperations.Run(seed, random => new Books(random));

    private sealed class Books : IAllocatorBooks
    {
        private readonly SwiotlbPool _pool = new();
        private readonly SplitMix64 _random;
        private readonly List<(PhysAddr Copy, int First, int Count)> _live = [];
        private readonly bool[] _taken;
        private readonly PoolLayout _layout;
        private readonly ulong _mask;
        private readonly ulong _most;
        private int _steps;

        public Books(SplitMix64 random)
        {
            _random = random;
            var generation = Generations[random.Below(Generations.Length)];
            var isOld = generation == SwiotlbGeneration.V54;
            var areas = isOld ? 1 : 1 << random.Below(3);
            var slots = new SlotCount((ulong)(128 * areas) << random.Below(3));
            var page = random.OneIn(2) ? PageSize.Of4K : PageSize.Of64K;
            _layout = new PoolLayout(Start, slots, areas, page, generation);
            _mask = isOld ? 0 : Masks[random.Below(Masks.Length)];
            _most = SwiotlbPool.MaxMappingFor(_mask).Value >> random.Below(6);
            _taken = new bool[slots.Value];
            _pool.Reset(_layout);
        }

        public void Step()
        {
            Act();
            if (_steps++ % LookEvery == 0)
            {
                Check();
            }
        }

        private void Act()
        {
            if (_random.OneIn(2) && _live.Count > 0)
            {
                Release(_random.Below(_live.Count));
                return;
            }

            var request = new SlotRequest(
                new PhysAddr(0x1_0000_0000 + (ulong)_random.Below(1 << 20)),
                new ByteCount(1 + (ulong)_random.Below((int)_most)),
                new BusAddr(Start.Value))
            {
                MinAlignMask = _mask,
                Cpu = _random.Below(8),
            };
            if (_pool.TryTake(request, out var copy) == SlotSearchEnd.Found)
            {
                Take(request, copy);
            }
        }

        public void Empty()
        {
            while (_live.Count > 0)
            {
                Release(_live.Count - 1);
            }

            _pool.Used.Value.ShouldBe(0UL);
            Check();
        }

        private void Check()
        {
            _pool.Used.Value.ShouldBe((ulong)_taken.Count(t => t));
            _pool.HighWater.Value.ShouldBeInRange(_pool.Used.Value, _pool.Slots.Value);
            for (var area = 0; area < _layout.Areas; area++)
            {
                var size = _taken.Length / _layout.Areas;
                var (hint, used) = _pool.AreaAt(area);
                hint.ShouldBeInRange(0, size - 1);
                used.ShouldBe(_taken.Skip(area * size).Take(size).Count(t => t));
            }

            var run = 0;
            for (var slot = _taken.Length - 1; slot >= 0; slot--)
            {
                var endsSegment = slot % 128 == 127;
                run = _taken[slot] ? 0 : (endsSegment ? 0 : run) + 1;
                _pool.FreeFrom(slot).ShouldBe(run, $"slot {slot}");
            }
        }

        private void Take(in SlotRequest request, PhysAddr copy)
        {
            ((copy.Value ^ request.Original.Value) & _mask).ShouldBe(0UL);
            _pool.TryFindOriginal(copy, out var original).ShouldBeTrue();
            original.ShouldBe(request.Original);
            var offset = (copy - Start).Value;
            var lead = request.Original.Value & _mask & 2047;
            var first = (int)((offset - lead) / 2048);
            var count = (int)SlotCount.For(request.Size + new ByteCount(lead)).Value;
            (first / 128).ShouldBe((first + count - 1) / 128, "it crosses a segment");
            for (var slot = first; slot < first + count; slot++)
            {
                _taken[slot].ShouldBeFalse($"slot {slot} is handed out twice");
                _taken[slot] = true;
            }

            _live.Add((copy, first, count));
        }

        private void Release(int index)
        {
            var (copy, first, count) = _live[index];
            _live.RemoveAt(index);
            _pool.Release(copy);
            _taken.AsSpan(first, count).Clear();
            _pool.TryFindOriginal(copy, out _).ShouldBeFalse();
        }
    }
}
