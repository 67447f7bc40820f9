using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>The DMA API that a driver calls. Every operation asks the policy for its path and then
/// goes there. </summary>
public sealed class DmaApi
{
    private static readonly PathChoice NoOpsPath =
        new(PathAction.Direct, PathBy.Itself, "iommu=off", "", Message: null);

    private readonly Guest _guest;
    private readonly IDispatchPolicy _policy;
    private readonly DmaDirect _direct;
    private readonly DmaIommu _iommu;
    private readonly DmaLists _lists;

    /// <summary>The API of a guest under a policy.</summary>
    public DmaApi(Guest guest, IDispatchPolicy policy)
    {
        (_guest, _policy) = (guest, policy);
        _direct = new DmaDirect(guest);
        _iommu = new DmaIommu(guest, _direct);
        _lists = new DmaLists(_direct, _iommu);
        Facts = new FactReader(guest);
        Masks = new MaskCalls(guest, policy, Facts);
    }

    /// <summary>dma_set_mask() and its like.</summary>
    public MaskCalls Masks { get; }

    /// <summary>The facts that a policy is asked with.</summary>
    public FactReader Facts { get; }

    /// <summary>The path that an operation would take now; nothing is done.</summary>
    public PathChoice DecidePath(DmaDevice device, DmaOp op, in DmaRequest request) =>
        Ask(device, op, Facts.OfOperation(device, op, request));

    /// <summary>dma_max_mapping_size(): what can be bounced, for a device that goes direct and is
    /// bounced by force or for want of mask; null: no limit (facts/swiotlb-and-traces.md
    /// 2.3).</summary>
    public ByteCount? MaxMappingSize(DmaDevice device)
    {
        var request = new DmaRequest(default, _guest.Boot.PageSize.Bytes);
        var mayBounce = _guest.Boot.ForcesBounce
            || device.DmaMask.Bits < Facts.RequiredMask(device).Bits;
        return _guest.Pool.Exists
            && mayBounce
            && IsDirect(_policy.DecidePath(Facts.OfOperation(device, DmaOp.Map, request)))
                ? SwiotlbPool.MaxMappingFor(device.MinAlignMask)
                : null;
    }

    /// <summary>dma_map_single() and its like; a failure is DMA_MAPPING_ERROR.</summary>
    public DmaResult Map(DmaDevice device, in DmaRequest request) =>
        Make(device, DmaOp.Map, request, DmaEventKind.Mapped);

    /// <summary>dma_alloc_coherent(); a failure is NULL.</summary>
    public DmaResult Alloc(DmaDevice device, in DmaRequest request) =>
        Make(device, DmaOp.Alloc, request, DmaEventKind.Allocated);

    /// <summary>dma_map_resource(): the registers' own address on a direct path, one that is made
    /// for them in a domain; there is no other way on pseries (2.1).</summary>
    public DmaResult MapResource(DmaDevice device, in DmaRequest request) =>
        Make(device, DmaOp.Resource, request, DmaEventKind.Mapped);

    /// <summary>dma_map_sg(): the whole list goes one way, that of its entry which ends highest.
    /// What the device is given goes to <paramref name="made"/>; null, or why nothing is.</summary>
    public DmaReason? MapList(
        DmaDevice device, ReadOnlySpan<DmaRequest> requests, List<DmaMapping> made)
    {
        var highest = requests[0];
        foreach (ref readonly var request in requests)
        {
            var isHigher = request.Buffer + request.Size > highest.Buffer + highest.Size;
            highest = isHigher ? request : highest;
        }

        var path = DecidePath(device, DmaOp.Map, highest);
        var failure = _lists.Map(device, requests, path, made);
        foreach (var mapping in made)
        {
            Say(DmaEventKind.Mapped, device, mapping);
        }

        if (failure is { } reason)
        {
            _guest.Events.On(new DmaEvent(DmaEventKind.Failed, device.Name, Reason: reason));
        }

        return failure;
    }

    /// <summary>dma_unmap_sg(): as <see cref="Unmap"/>, for all that a list became.</summary>
    public void UnmapList(DmaDevice device, List<DmaMapping> made)
    {
        foreach (var mapping in made)
        {
            Unmap(device, mapping);
        }

        made.Clear();
    }

    /// <summary>dma_unmap_single(): asks for the path again, as <c>map</c>, with the facts of now.
    /// Where that is not the path that made the mapping, nothing is copied or released.</summary>
    public void Unmap(DmaDevice device, in DmaMapping mapping)
    {
        var path = Ask(device, DmaOp.Map, Facts.OfUnmap(device, mapping));
        if (path.Action == PathAction.Iommu && mapping.Path.Action == PathAction.Iommu)
        {
            _iommu.Unmap(device, mapping);
        }
        else if (IsDirect(path) && IsDirect(mapping.Path))
        {
            _direct.Unmap(device, mapping);
        }

        Say(DmaEventKind.Released, device, mapping);
    }

    /// <summary>dma_sync_*_for_cpu() or _for_device(): copies where its own path is not
    /// <c>iommu</c>, or the policy put pool memory behind TCEs.</summary>
    public void Sync(DmaDevice device, in DmaMapping mapping, bool forDevice)
    {
        var path = DecidePath(device, DmaOp.Sync, mapping.Request);
        if (!mapping.IsBounced)
        {
            return;
        }

        if (!IsDirect(path) && !(path.Action == PathAction.Iommu && path.By == PathBy.Pool))
        {
            Say(DmaEventKind.NotCopied, device, mapping);
        }
        else if (forDevice)
        {
            _direct.CopyIn(device, mapping);
        }
        else
        {
            _direct.CopyOut(device, mapping);
        }
    }

    /// <summary>dma_free_coherent(): asks for the path again, as <c>alloc</c>, with the facts of
    /// now.</summary>
    public void Free(DmaDevice device, in DmaMapping mapping)
    {
        var path = DecidePath(device, DmaOp.Alloc, mapping.Request);
        if (path.Action == PathAction.Iommu && mapping.Path.Action == PathAction.Iommu)
        {
            _iommu.Free(device, mapping);
        }
        else if (IsDirect(path) && IsDirect(mapping.Path))
        {
            _direct.Free(device, mapping);
        }

        Say(DmaEventKind.Released, device, mapping);
    }

    private DmaResult Make(
        DmaDevice device, DmaOp op, in DmaRequest request, DmaEventKind success)
    {
        var path = DecidePath(device, op, request);
        var result = (path.Action, op) switch
        {
            (PathAction.Refuse, _) => DmaResult.Fail(DmaReason.Refused),
            (PathAction.Undecided, _) => DmaResult.Fail(DmaReason.Undecided),
            (PathAction.Iommu, DmaOp.Alloc) => _iommu.Alloc(device, request, path),
            (PathAction.Iommu, DmaOp.Resource) => _iommu.MapResource(device, request, path),
            (PathAction.Iommu, _) => _iommu.Map(device, request, path),
            (_, DmaOp.Alloc) => _direct.Alloc(device, request, path),
            (_, DmaOp.Resource) => DmaDirect.MapResource(device, request, path),
            _ => _direct.Map(device, request, path),
        };
        return Report(device, result, success);
    }

    private static bool IsDirect(PathChoice path) =>
        path.Action is PathAction.Bypass or PathAction.Direct;

    private PathChoice Ask(DmaDevice device, DmaOp op, in DispatchFacts facts)
    {
        var path = _guest.Boot.IommuOff ? NoOpsPath : _policy.DecidePath(facts);
        _guest.Events.On(
            new DmaEvent(DmaEventKind.PathDecided, device.Name, Words: op.Word(), Path: path));
        return path;
    }

    private DmaResult Report(DmaDevice device, in DmaResult result, DmaEventKind success)
    {
        if (result.Failure is { } reason)
        {
            _guest.Events.On(new DmaEvent(DmaEventKind.Failed, device.Name, Reason: reason));
        }
        else
        {
            Say(success, device, result.Mapping);
        }

        return result;
    }

    private void Say(DmaEventKind kind, DmaDevice device, in DmaMapping mapping) =>
        _guest.Events.On(
            new DmaEvent(
                kind, device.Name, Bus: mapping.Bus, Phys: mapping.Buffer, Size: mapping.Size));
}
