using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory;

/// <summary>UV_SHARE_PAGE and UV_UNSHARE_PAGE: whole pages become shared or secure, and their
/// contents are zeroed each time, also where nothing changes (facts/kernel-dispatch.md 4.1). A
/// normal guest has no ultravisor: nothing happens.</summary>
public sealed class Ultravisor(GuestMemory memory)
{
    /// <summary>Whether this guest runs in secure mode.</summary>
    public bool IsPresent { get; internal set; }

    /// <summary>Shares every page that the run touches.</summary>
    public void Share(PhysAddr start, ByteCount size) => Change(start, size, shared: true);

    /// <summary>Takes every page that the run touches back.</summary>
    public void Unshare(PhysAddr start, ByteCount size) => Change(start, size, shared: false);

    private void Change(PhysAddr start, ByteCount size, bool shared)
    {
        if (IsPresent && size > ByteCount.Zero)
        {
            memory.SetShared(start, size, shared);
        }
    }
}
