using System.Globalization;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>Does on a machine of the model what the recording module did on a real one, and answers
/// in the words of the recordings.</summary>
internal sealed class ProbePlayer(RecordedMachine boot)
{
    // The device moves at most so much at a time, so the ends of larger buffers are tried.
    private const ulong MostBytes = 2048;
    private const ulong PageBytes = 4096;
    private const int ListEntries = 4;
    private const string Error = "error";
    private const string None = "-";

    private readonly List<DmaMapping> _list = [];

    private Machine Machine => boot.Machine;

    private DmaApi Api => boot.Machine.Api;

    private Device Device => boot.Device;

    /// <summary>The lines of one action, as a recording has them.</summary>
    public IReadOnlyList<ProbeResult> Play(ProbeAction action) => action.Kind switch
    {
        ProbeKind.Map => [Map(action)],
        ProbeKind.Alloc => [Alloc(action)],
        ProbeKind.List => [.. MapList(action)],
        ProbeKind.Resource => [MapResource(action)],
        _ => [.. Reach(action.Places[0])],
    };

    private ProbeResult Map(ProbeAction action)
    {
        var request = new DmaRequest(action.Places[0], new ByteCount(action.Size));
        var made = Api.Map(Device.State, request);
        if (!made.Succeeded)
        {
            return new ProbeResult(Error, Error, None, None, "");
        }

        var (head, tail) = Exchange(made.Mapping, syncs: true);
        Api.Unmap(Device.State, made.Mapping);
        return Mapped(made.Mapping) with { Head = head, Tail = tail };
    }

    private ProbeResult Alloc(ProbeAction action)
    {
        Machine.Guest.Pages.Next = action.Places[0];
        var made = Api.Alloc(Device.State, new DmaRequest(default, new ByteCount(action.Size)));
        if (!made.Succeeded)
        {
            return new ProbeResult(Error, Error, None, None, "");
        }

        var (head, tail) = Exchange(made.Mapping, syncs: false);
        Api.Free(Device.State, made.Mapping);
        return Mapped(made.Mapping) with { Head = head, Tail = tail };
    }

    private IEnumerable<ProbeResult> MapList(ProbeAction action)
    {
        var requests = Enumerable.Range(0, ListEntries)
            .Select(i => i < action.Places.Count ? action.Places[i] : boot.Elsewhere(i))
            .Select(place => new DmaRequest(place, new ByteCount(PageBytes)))
            .ToArray();
        Api.MapList(Device.State, requests, _list);
        yield return new ProbeResult("", "", "", "", string.Create(
            CultureInfo.InvariantCulture, $"nents={ListEntries};mapped={_list.Count}"));
        foreach (var (index, mapping) in _list.Index())
        {
            yield return Mapped(mapping) with
            {
                Extra = $"k={index}",
                Size = RecordedMachine.Decimal((long)mapping.Size.Value),
            };
        }

        Api.UnmapList(Device.State, _list);
    }

    private ProbeResult MapResource(ProbeAction action)
    {
        var request = new DmaRequest(action.Places[0], new ByteCount(PageBytes));
        var made = Api.MapResource(Device.State, request);
        if (!made.Succeeded)
        {
            return new ProbeResult(Error, RecordedMachine.Wide(ulong.MaxValue), "", "", "err=1");
        }

        Api.Unmap(Device.State, made.Mapping);
        return Mapped(made.Mapping) with { Path = "resource", Extra = "err=0" };
    }

    // What the device reads it can only show by writing it to another page: where that does not
    // arrive, nothing is seen of all the rest.
    private IEnumerable<ProbeResult> Reach(PhysAddr page)
    {
        var size = new ByteCount(PageBytes);
        var target = Api.Map(Device.State, new DmaRequest(page, size));
        var answer = Api.Map(Device.State, new DmaRequest(boot.Elsewhere(ListEntries), size));
        var isSeen = target.Succeeded && answer.Succeeded && Shows(answer.Mapping);
        var bus = target.Succeeded ? target.Mapping.Bus : new BusAddr(ulong.MaxValue);
        var mapped = Machine.CpuWrites(page, size);
        Machine.Guest.PassTime();
        if (target.Succeeded)
        {
            Api.Sync(Device.State, target.Mapping, forDevice: true);
        }

        yield return Seen("mapped", bus, isSeen, mapped);
        if (target.Succeeded)
        {
            Api.Unmap(Device.State, target.Mapping);
        }

        var later = Machine.CpuWrites(page, size);
        Machine.Guest.PassTime();
        var raw = new BusAddr(page.Value);
        yield return Seen("stale", bus, isSeen, later);
        yield return Seen("rawphys", raw, isSeen, later);
        yield return Seen(
            "rawphys+off",
            new BusAddr(unchecked(page.Value + Device.State.DmaOffset.Value)),
            isSeen,
            later);
        if (answer.Succeeded)
        {
            Api.Unmap(Device.State, answer.Mapping);
        }
    }

    private ProbeResult Seen(string what, BusAddr bus, bool isSeen, Content current)
    {
        var view = Device.Look(bus, new ByteCount(MostBytes), current);
        var word = (isSeen, view) switch
        {
            (false, _) => "nothing",
            (_, DeviceView.Expected) => "current-memory",
            (_, DeviceView.Other) => "old-bounce-content",
            _ => "zeros",
        };
        return new ProbeResult("", RecordedMachine.Hex(bus.Value), "", "", $"{what}:{word}");
    }

    private bool Shows(in DmaMapping answer)
    {
        var content = Machine.NewContent(Writer.Device);
        Device.Write(answer.Bus, new ByteCount(MostBytes), content);
        Api.Sync(Device.State, answer, forDevice: false);
        return Machine.Memory.Holds(answer.Buffer, new ByteCount(MostBytes), content);
    }

    // Written by the CPU after the map, read by the device, cleared, written back, and compared, at
    // the start and at the end of the buffer. A transfer takes 100 ms (facts/real-kernels.md
    // "Booting").
    private (string Head, string Tail) Exchange(in DmaMapping mapping, bool syncs)
    {
        var written = Machine.CpuWrites(mapping.Buffer, mapping.Size);
        Machine.Guest.PassTime();
        Sync(mapping, syncs, forDevice: true);
        var size = ByteCount.Min(mapping.Size, new ByteCount(MostBytes));
        var last = mapping.Size - size;
        var isHeadRead = Look(mapping, ByteCount.Zero, size, written);
        var isTailRead = Look(mapping, last, size, written);
        Machine.CpuWrites(mapping.Buffer, mapping.Size);
        Sync(mapping, syncs, forDevice: true);
        Device.Write(mapping.Bus, size, written);
        Device.Write(mapping.Bus + last, size, written.Skip(last.Value));
        Sync(mapping, syncs, forDevice: false);
        var head = isHeadRead && Machine.Memory.Holds(mapping.Buffer, size, written);
        var tail = isTailRead
            && Machine.Memory.Holds(mapping.Buffer + last, size, written.Skip(last.Value));
        return (Word(head), mapping.Size.Value > PageBytes ? Word(tail) : None);
    }

    private bool Look(in DmaMapping mapping, ByteCount from, ByteCount size, Content written) =>
        Device.Look(mapping.Bus + from, size, written.Skip(from.Value)) == DeviceView.Expected;

    private void Sync(in DmaMapping mapping, bool syncs, bool forDevice)
    {
        if (syncs)
        {
            Api.Sync(Device.State, mapping, forDevice);
        }
    }

    private static string Word(bool arrived) => arrived ? "ok" : "BAD";

    private ProbeResult Mapped(in DmaMapping mapping) => new(
        mapping.IsBounced ? "swiotlb"
            : mapping.Path.Action == PathAction.Iommu ? boot.IsPc ? "iommu" : "tce"
            : "direct",
        RecordedMachine.Wide(mapping.Bus.Value),
        "",
        "",
        "");
}
