using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>In which order a step sets its masks: the column <c>seq</c>.</summary>
internal enum MaskOrder
{
    /// <summary>Streaming, then coherent.</summary>
    StreamingFirst,

    /// <summary>Coherent, then streaming.</summary>
    CoherentFirst,

    /// <summary>Streaming only.</summary>
    StreamingOnly,

    /// <summary>Both by one call.</summary>
    Both,
}

/// <summary>The mask calls of a step.</summary>
internal sealed record MaskStep(
    DmaMask Streaming, DmaMask Coherent, MaskOrder Order, bool QueriesRequiredMask)
{
    /// <summary>Makes the calls; gives what either returned, 0 or -EIO.</summary>
    public (int Streaming, int Coherent) Play(MaskCalls calls, DmaDevice device)
    {
        var codes = Order switch
        {
            MaskOrder.StreamingFirst => (
                Code(calls.SetMask(device, Streaming)),
                Code(calls.SetCoherentMask(device, Coherent))),
            MaskOrder.CoherentFirst => CoherentFirst(calls, device),
            MaskOrder.StreamingOnly => (Code(calls.SetMask(device, Streaming)), 0),
            _ => Both(calls, device),
        };
        if (QueriesRequiredMask)
        {
            calls.QueryRequiredMask(device);
        }

        return codes;
    }

    private (int Streaming, int Coherent) CoherentFirst(MaskCalls calls, DmaDevice device)
    {
        var coherent = Code(calls.SetCoherentMask(device, Coherent));
        return (Code(calls.SetMask(device, Streaming)), coherent);
    }

    private (int Streaming, int Coherent) Both(MaskCalls calls, DmaDevice device)
    {
        var code = Code(calls.SetMaskAndCoherent(device, Streaming));
        return (code, code);
    }

    private static int Code(DmaReason? failure) => failure is null ? 0 : -5;
}
