using DmaRules.Policies.Running;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>Something a driver holds.</summary>
internal sealed record Held(Device Device, DmaMapping Mapping, bool IsCoherent);

/// <summary>Several drivers that call the DMA API in any order, on a machine with one or two PEs.
/// </summary>
internal sealed class RandomCalls : IEventSink
{
    private const int PlacesForBuffers = 64;
    private readonly SplitMix64 _random;
    private readonly List<Device> _devices = [];
    private readonly List<PartitionableEndpoint> _endpoints = [];
    private readonly List<Held> _given = [];
    private PathChoice? _path;

    public RandomCalls(RandomMachine drawn)
    {
        _random = new SplitMix64(drawn.Seed);
        drawn.Runner.Dispatch.Give(drawn.Situation);
        Machine = new Machine(drawn.Runner.Dispatch) { Guest = { Events = this } };
        Machine.Reset(drawn.Situation.Machine(drawn.Runner.Kernel));
        _endpoints.Add(Machine.AddEndpoint());
        _endpoints.Add(_random.OneIn(2) ? Machine.AddEndpoint() : _endpoints[0]);
        for (var i = 0; i < 4; i++)
        {
            _devices.Add(Machine.AddDevice($"dev{i}", _endpoints[i % 2], drawn.IsTranslated));
        }
    }

    public Machine Machine { get; }

    /// <summary>What drivers hold and did not give back.</summary>
    public List<Held> Live { get; } = [];

    /// <summary>Whether something was given back on another path than the one that made
    /// it.</summary>
    public bool HasChangedPath { get; private set; }

    /// <summary>The PEs' tables: those in use, and the default ones that a PE began with.</summary>
    public IEnumerable<PartitionableEndpoint> Endpoints => _endpoints.Distinct();

    public void On(in DmaEvent happened) => _path = happened.Path ?? _path;

    public void SetAllMasks() => _devices.ForEach(SetMasks);

    /// <summary>A call of a driver that keeps the rules.</summary>
    public void ProperStep()
    {
        var device = _random.Pick(_devices);
        switch (_random.Below(6))
        {
            case 0 or 1:
                Keep(device, Machine.Api.Map(device.State, Request()), isCoherent: false);
                break;
            case 2:
                Keep(device, Machine.Api.Alloc(device.State, Request()), isCoherent: true);
                break;
            case 3 when Live.Count > 0:
                Sync(_random.Pick(Live));
                break;
            case 4 or 5 when Live.Count > 0:
                GiveBack(_random.Pick(Live));
                break;
        }
    }

    /// <summary>Any call, at any time, also about what was given back long ago.</summary>
    public void WildStep()
    {
        var device = _random.Pick(_devices);
        switch (_random.Below(10))
        {
            case 0:
                SetMasks(device);
                break;
            case 1:
                Machine.Api.Masks.QueryRequiredMask(device.State);
                break;
            case 2:
                Machine.Api.MapResource(device.State, Request());
                break;
            case 3 or 4 when _given.Count > 0:
                Misuse(_random.Pick(_given));
                break;
            default:
                ProperStep();
                break;
        }
    }

    public void GiveAllBack()
    {
        while (Live.Count > 0)
        {
            GiveBack(Live[^1]);
        }
    }

    private void SetMasks(Device device)
    {
        var masks = Machine.Api.Masks;
        var mask = DmaMask.OfBits(_random.OneIn(2) ? 64 : 13 + _random.Below(52));
        _ = _random.Below(3) switch
        {
            0 => masks.SetMask(device.State, mask),
            1 => masks.SetCoherentMask(device.State, mask),
            _ => masks.SetMaskAndCoherent(device.State, mask),
        };
    }

    private DmaRequest Request()
    {
        var place = (ulong)_random.Below(PlacesForBuffers) * ByteCount.KiB(512).Value;
        var offset = _random.OneIn(3) ? (ulong)_random.Below(4096) : 0;
        var size = 1 + (ulong)_random.Below(_random.OneIn(4) ? 300_000 : 10_000);
        return new DmaRequest(
            Machine.Spec.Buffers + new ByteCount(place + offset),
            new ByteCount(size),
            (DmaDirection)_random.Below(3),
            WeakOrdering: _random.OneIn(8),
            Atomic: _random.OneIn(8));
    }

    private void Keep(Device device, in DmaResult result, bool isCoherent)
    {
        if (result.Succeeded)
        {
            var held = new Held(device, result.Mapping, isCoherent);
            Live.Add(held);
            _given.Add(held);
            device.Write(held.Mapping.Bus, held.Mapping.Size, Machine.NewContent(Writer.Device));
        }
    }

    private void Sync(Held held) =>
        Machine.Api.Sync(held.Device.State, held.Mapping, forDevice: _random.OneIn(2));

    private void GiveBack(Held held)
    {
        Live.Remove(held);
        Release(held, held.IsCoherent);
        HasChangedPath |= _path?.Action != held.Mapping.Path.Action;
    }

    private void Release(Held held, bool isCoherent)
    {
        if (isCoherent)
        {
            Machine.Api.Free(held.Device.State, held.Mapping);
        }
        else
        {
            Machine.Api.Unmap(held.Device.State, held.Mapping);
        }
    }

    private void Misuse(Held held)
    {
        Live.Remove(held);
        if (_random.OneIn(4))
        {
            Sync(held);
            held.Device.Write(
                held.Mapping.Bus, held.Mapping.Size, Machine.NewContent(Writer.Device));
        }
        else
        {
            Release(held, isCoherent: held.IsCoherent != _random.OneIn(8));
        }
    }
}
