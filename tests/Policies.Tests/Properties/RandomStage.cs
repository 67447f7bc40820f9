using System.Globalization;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>Draws steps of several devices in up to three PEs, with memory and devices that come
/// and go, and plays them; keeps books of its own of the memory.</summary>
internal sealed class RandomStage
{
    private const int Blocks = 12;
    private static readonly string[] Devices = ["nic", "gpu", "disk", "fpga"];
    private static readonly string[] Endpoints = ["pe0", "pe1", "pe2"];
    private readonly SplitMix64 _random;
    private readonly HashSet<ulong> _blocks = [];
    private readonly ShadowMachine _shadow;
    private readonly ulong _firstBlock;
    private int _names;

    public RandomStage(RandomMachine drawn, ShadowMachine shadow, IEventSink events)
    {
        _random = new SplitMix64(drawn.Seed);
        _shadow = shadow;
        Situation = _random.OneIn(2)
            ? drawn.Situation.With(DmaSchema.MaxRam, drawn.Situation[DmaSchema.Ram] * 2)
            : drawn.Situation;
        drawn.Runner.Dispatch.Give(Situation);
        var spec = Situation.Machine(drawn.Runner.Kernel);
        _shadow.Start(spec);
        Stage = new Stage(drawn.Runner.Dispatch, new EventFork(shadow, events));
        Stage.Start(spec, drawn.IsTranslated);
        var block = MemoryHotplug.Block.Value;
        _firstBlock = (spec.Boot.RamEnd.Value + block - 1) / block;
    }

    public Situation Situation { get; }

    public Stage Stage { get; }

    public List<StepAction> Played { get; } = [];

    /// <summary>How much RAM there has to be.</summary>
    public ulong Ram =>
        Situation[DmaSchema.Ram] + ((ulong)_blocks.Count * MemoryHotplug.Block.Value);

    public void Step()
    {
        var action = _random.Below(12) switch
        {
            0 or 1 => Masks(),
            2 or 3 => Map(),
            4 => new StepAction.Alloc(Device(), NewName(), Size(), Flags()),
            5 or 6 => Access(),
            7 => GiveBack(),
            8 => AddMemory(),
            9 => new StepAction.RemoveMemory(MemoryHotplug.Block, Place(_random.Below(Blocks))),
            10 => Plug(),
            _ => _random.OneIn(3) ? new StepAction.Unplug(Device()) : Map(),
        };
        Play(action);
    }

    private void Play(StepAction action)
    {
        Played.Add(action);
        var sight = Stage.Play(action);
        switch (action)
        {
            case StepAction.AddMemory { Start: { } start } when sight.Word == "ok":
                _blocks.Add(start.Value);
                break;
            case StepAction.RemoveMemory { Start: var start } when sight.Word == "ok":
                _blocks.Remove(start.Value);
                break;
        }
    }

    private StepAction.SetMask Masks() => new(
        Device(),
        (MaskCall)_random.Below(3),
        DmaMask.OfBits(_random.OneIn(3) ? 24 + _random.Below(41) : 64));

    // Not to_device: no event says that its TCEs cannot be written through.
    private StepAction.Map Map()
    {
        PhysAddr? added = _random.OneIn(2) ? Place(_random.Below(Blocks)) : null;
        return new StepAction.Map(
            Device(),
            NewName(),
            Size(),
            new BufferPlace(added, IsPmem: false),
            _random.OneIn(2) ? DmaDirection.Bidirectional : DmaDirection.FromDevice,
            Flags());
    }

    private StepAction Access()
    {
        if (AnyMapping() is not { } mapping)
        {
            return new StepAction.DeviceProbes(Device(), new BusAddr(_random.Next() >> 4));
        }

        return _random.Below(5) switch
        {
            0 => new StepAction.DeviceReads(Device(), mapping.Name),
            1 => new StepAction.DeviceWrites(Device(), mapping.Name, Size()),
            2 => new StepAction.DeviceReads(mapping.Device.Name, mapping.Name),
            3 => new StepAction.CpuReads(mapping.Device.Name, mapping.Name),
            _ => new StepAction.Sync(mapping.Device.Name, mapping.Name, _random.OneIn(2)),
        };
    }

    private StepAction GiveBack() => AnyMapping() is { } mapping
        ? new StepAction.Release(mapping.Device.Name, mapping.Name, mapping.IsAllocation)
        : Masks();

    private StepAction.AddMemory AddMemory() =>
        new(MemoryHotplug.Block, Place(_random.Below(Blocks)));

    // Books are told before the device is set up: that may open a window.
    private StepAction.Plug Plug()
    {
        var (device, endpoint) = (Device(), _random.Pick(Endpoints));
        var isThere = Stage.FindDevice(device) is { } known && Stage.IsPlugged(known);
        if (!isThere)
        {
            _shadow.Seat(device, endpoint);
        }

        return new StepAction.Plug(device, endpoint, IsTranslated: null);
    }

    private LiveMapping? AnyMapping()
    {
        var all = Stage.Mappings.ToList();
        return all.Count == 0 ? null : _random.Pick(all);
    }

    private PhysAddr Place(int block) => new(
        (_firstBlock + (ulong)block) * MemoryHotplug.Block.Value);

    private ByteCount Size() => new(1 + (ulong)_random.Below(20_000));

    private RequestFlags Flags() => new(_random.OneIn(8), _random.OneIn(8));

    private string Device() => _random.Pick(Devices);

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"m{++_names}");
}
