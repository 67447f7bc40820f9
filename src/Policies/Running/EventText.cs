using System.Globalization;
using DmaRules.Dsl.Binding;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Running;

/// <summary>An event in a sentence of at most 80 columns: who, what, where.</summary>
public static class EventText
{
    /// <summary>The sentence, without a full stop.</summary>
    public static string Of(in DmaEvent happened) => $"{happened.Subject}: {Words(happened)}";

    private static string Words(in DmaEvent e) => e.Kind switch
    {
        DmaEventKind.WindowDecided when e.Window is { } w =>
            $"window for {e.Bits} bits: {OutcomeText.Of(w.Action)} by {w.Rule}{Message(w.Message)}",
        DmaEventKind.MaskAccepted => $"{e.Words}({e.Bits} bits) accepted: {Granted(e)}",
        DmaEventKind.MaskRefused => $"{e.Words}({e.Bits} bits) is -EIO: {Reason(e)}",
        DmaEventKind.WindowOpened => $"window opened at {Bus(e)}, {Size(e)}: {e.Words}",
        DmaEventKind.WindowNotHad => $"no huge window: {e.Words}; remembered for the PE",
        DmaEventKind.DefaultWindowRemoved => "the default window was removed to make room",
        DmaEventKind.PathDecided when e.Path is { } p =>
            $"{e.Words} goes {OutcomeText.Of(p)} by {p.Rule}{Message(p.Message)}",
        DmaEventKind.TcesMade => $"TCEs made at {Bus(e)} for {Phys(e)}, {Size(e)}",
        DmaEventKind.TcesCleared => $"TCEs cleared at {Bus(e)}, {Size(e)}",
        DmaEventKind.Shared => $"{Pages(e)} shared, and zeroed",
        DmaEventKind.Unshared => $"{Pages(e)} private again, and zeroed",
        DmaEventKind.Bounced => $"bounce slot at {Phys(e)}, {Size(e)}",
        DmaEventKind.Copied => $"{Size(e)} copied {e.Words}",
        DmaEventKind.NotCopied => "the sync copied nothing, but the buffer is bounced",
        DmaEventKind.Mapped => $"{Phys(e)} mapped at {Bus(e)}, {Size(e)}",
        DmaEventKind.Allocated => $"{Phys(e)} allocated at {Bus(e)}, {Size(e)}",
        DmaEventKind.Released => $"{Bus(e)} given back",
        DmaEventKind.Failed when e.Reason is { } reason && !reason.IsTold() =>
            $"the call never comes back, and the CPU hangs: {Reason(e)}",
        DmaEventKind.Failed => $"failed, and the driver is told: {Reason(e)}",
        DmaEventKind.CpuWrote => $"wrote {Size(e)} at {Phys(e)}",
        DmaEventKind.CpuRead => $"the CPU read the right {Size(e)} at {Phys(e)}",
        DmaEventKind.CpuReadWrong => $"the CPU read wrong data at {Phys(e)}: {Reason(e)}",
        DmaEventKind.DeviceRead => $"read the right {Size(e)} at {Bus(e)}",
        DmaEventKind.DeviceReadWrong => $"read wrong data at {Bus(e)}: {Reason(e)}",
        DmaEventKind.DeviceReadCiphertext => $"read ciphertext at {Bus(e)}: the page is private",
        DmaEventKind.DeviceWrote => $"wrote {Size(e)} at {Bus(e)}",
        DmaEventKind.DeviceHitPrivatePage =>
            $"wrote to a private page at {Bus(e)}: nothing arrives",
        DmaEventKind.DeviceFaulted => $"stopped by the IOMMU at {Bus(e)}: no TCE",
        DmaEventKind.ProbeStopped => $"probe of {Phys(e)} stopped: no TCE maps it",
        DmaEventKind.ProbeFoundNothing => $"probe of {Phys(e)} finds nothing that is not its own",
        DmaEventKind.Leaked => $"probe of {Phys(e)}: {Reason(e)}",
        DmaEventKind.MemoryAdded => $"{Pages(e)} added",
        DmaEventKind.MemoryVetoed => $"{Pages(e)} not added: {Reason(e)}",
        DmaEventKind.MemoryRemoved => $"{Pages(e)} removed",
        DmaEventKind.MemoryKept => $"{Pages(e)} not removed: {Reason(e)}",
        DmaEventKind.WindowGrew => $"the huge window maps {Pages(e)} too",
        DmaEventKind.WindowShrank => $"the huge window no longer maps {Pages(e)}",
        DmaEventKind.Unplugged => "unplugged; its PE keeps the windows",
        _ => e.Kind.ToString(),
    };

    private static string Granted(in DmaEvent e) => e.Granted switch
    {
        GrantedWindow.Table => "TCEs on demand in the table",
        GrantedWindow.Ddw => "the huge window",
        GrantedWindow.Low => "the pool in the default window",
        _ => "no IOMMU ops",
    };

    private static string Message(string? message) => message is null ? "" : $" \"{message}\"";

    private static string Reason(in DmaEvent e) => e.Reason is { } reason ? reason.Word() : "";

    private static string Bus(in DmaEvent e) => Hex(e.Bus.Value);

    private static string Phys(in DmaEvent e) => Hex(e.Phys.Value);

    private static string Size(in DmaEvent e) => Show(e.Size);

    private static string Pages(in DmaEvent e) => $"{Show(e.Size)} at {Phys(e)}";

    private static string Show(ByteCount size) => ValueText.Show(new ValueType.Size(), size.Value);

    private static string Hex(ulong value) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");
}
