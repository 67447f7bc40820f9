using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory;

/// <summary>The guest's memory: which pages are shared, and who wrote what. Sparse: what nobody
/// wrote is zeros. In a secure guest a page is private until shared (facts/kernel-dispatch.md 4.1);
/// in a normal one there is nothing private.</summary>
public sealed class GuestMemory
{
    private readonly RangeMap<Content> _contents = new();
    private readonly RangeMap<Presence> _sharedPages = new();
    private readonly RangeMap<Presence> _damagedPages = new();
    private bool _isSecure;

    /// <summary>The guest's page size: the unit of sharing.</summary>
    public PageSize PageSize { get; private set; }

    /// <summary>How much was shared by the guest; in a normal guest nothing needs to be.</summary>
    public ByteCount Shared => new(_sharedPages.Covered * PageSize.Bytes.Value);

    /// <summary>The written runs, lowest first.</summary>
    public ReadOnlySpan<RangeMap<Content>.Run> Contents => _contents.Runs;

    /// <summary>The shared pages, by page number, lowest first.</summary>
    public ReadOnlySpan<RangeMap<Presence>.Run> SharedPages => _sharedPages.Runs;

    /// <summary>Makes it the memory of a guest that just started.</summary>
    public void Reset(bool isSecure, PageSize pageSize)
    {
        _isSecure = isSecure;
        PageSize = pageSize;
        _contents.Clear();
        _sharedPages.Clear();
        _damagedPages.Clear();
    }

    /// <summary>Makes a run of whole pages what it was at the start: zeros, and
    /// private.</summary>
    public void Forget(PhysAddr start, ByteCount size) => SetShared(start, size, shared: false);

    /// <summary>Whether plaintext of this address is visible outside the guest.</summary>
    public bool IsVisibleOutside(PhysAddr address) =>
        !_isSecure || _sharedPages.TryFind(PageSize.NumberOf(address.Value), out _);

    /// <summary>Whether every byte of a run is visible outside the guest.</summary>
    public bool IsVisibleOutside(PhysAddr start, ByteCount size)
    {
        if (!_isSecure || size == ByteCount.Zero)
        {
            return true;
        }

        var first = PageSize.NumberOf(start.Value);
        var last = PageSize.NumberOf(start.Value + (size.Value - 1));
        return _sharedPages.TryFind(first, out var run) && run.Length > last - first;
    }

    /// <summary>Writes a run.</summary>
    public void Write(PhysAddr start, ByteCount size, Content content) =>
        _contents.Set(start.Value, size.Value, content);

    /// <summary>Copies a run; what was never written is copied as zeros.</summary>
    public void Copy(PhysAddr from, PhysAddr to, ByteCount size)
    {
        for (var done = 0UL; done < size.Value;)
        {
            var (content, length) = RunAt(from + new ByteCount(done), size.Value - done);
            Write(to + new ByteCount(done), new ByteCount(length), content);
            done += length;
        }
    }

    /// <summary>What stands at one address.</summary>
    public Content ContentAt(PhysAddr address) => RunAt(address, 1).Content;

    /// <summary>Whether a run holds just this content, to the last byte.</summary>
    public bool Holds(PhysAddr start, ByteCount size, Content expected)
    {
        for (var done = 0UL; done < size.Value;)
        {
            var (content, length) = RunAt(start + new ByteCount(done), size.Value - done);
            if (content != expected.Skip(done))
            {
                return false;
            }

            done += length;
        }

        return true;
    }

    /// <summary>The bytes of a run.</summary>
    public void Read(PhysAddr start, Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = ContentAt(start + new ByteCount((ulong)i)).FirstByte;
        }
    }

    /// <summary>Notes that somebody outside wrote to a private page: the next guest access meets
    /// the ultravisor's integrity check (4.3).</summary>
    public void Damage(PhysAddr address) =>
        _damagedPages.Set(PageSize.NumberOf(address.Value), 1, default);

    /// <summary>Whether a page fails the integrity check.</summary>
    public bool IsDamaged(PhysAddr address) =>
        _damagedPages.TryFind(PageSize.NumberOf(address.Value), out _);

    internal void SetShared(PhysAddr start, ByteCount size, bool shared)
    {
        var first = PageSize.NumberOf(start.Value);
        var count = PageSize.NumberOf(start.Value + (size.Value - 1)) - first + 1;
        if (shared)
        {
            _sharedPages.Set(first, count, default);
        }
        else
        {
            _sharedPages.Remove(first, count);
        }

        _damagedPages.Remove(first, count);
        _contents.Remove(first * PageSize.Bytes.Value, count * PageSize.Bytes.Value);
    }

    private (Content Content, ulong Length) RunAt(PhysAddr start, ulong limit)
    {
        if (_contents.TryFind(start.Value, out var run))
        {
            return (run.Value, Math.Min(run.Length, limit));
        }

        var next = _contents.IndexFrom(start.Value);
        var gap = next < _contents.Runs.Length ? _contents.Runs[next].Start - start.Value : limit;
        return (Content.Zeros, Math.Min(gap, limit));
    }
}
