using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Dma;

namespace DmaRules.Cli.Repl;

/// <summary>What an actor or a driver saw of its step, in a sentence; and whose fault it was, where
/// it is not judged.</summary>
internal static class SightText
{
    private const string Fails = "fails ";

    public static ImmutableArray<string> Of(StepAction? action, StepSight sight, Stage stage)
    {
        var seen = action is null ? "" : Sentence(action, sight.Word, stage);
        var notJudged = sight.NotJudged is { } why ? $"not judged: {why}" : "";
        return [.. new[] { seen, notJudged }.Where(l => l.Length > 0)];
    }

    private static string Sentence(StepAction action, string word, Stage stage) => action switch
    {
        StepAction.Plug plug =>
            $"{plug.Device} is set up: 32-bit masks, window {WindowOf(plug.Device, stage)}",
        StepAction.SetMask { Actor: var device } => word == "ok"
            ? $"the driver sees 0; window {WindowOf(device, stage)}"
            : $"the driver sees -EIO; window {WindowOf(device, stage)} as before",
        StepAction.QueryMask => $"the driver sees {word}",
        StepAction.Map map => Made(map.Target, "DMA_MAPPING_ERROR", word, stage),
        StepAction.MapResource map => Made(map.Target, "DMA_MAPPING_ERROR", word, stage),
        StepAction.Alloc alloc => Made(alloc.Target, "NULL", word, stage),
        StepAction.Sync sync => Synced(sync, stage),
        StepAction.Release release => $"{release.Mapping} is given back; the call returns nothing",
        StepAction.CpuWrites => "",
        StepAction.CpuReads => word == "data"
            ? "the driver sees the right bytes"
            : "the driver sees wrong bytes",
        StepAction.HypervisorReads or StepAction.HostProbes => ByHypervisor(word),
        StepAction.DeviceWrites { Actor: var device } => Written(device, word),
        StepAction.DeviceReads { Actor: var device } => Read(device, word),
        StepAction.DeviceProbes { Actor: var device } => Read(device, word),
        _ => "",
    };

    private static string Made(string name, string failure, string word, Stage stage) =>
        stage.FindMapping(name) is { Mapping: var mapping } && word == "ok"
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{name} = bus address 0x{mapping.Bus.Value:x}")
                + (mapping.IsBounced ? ", bounced" : "")
            : word == StepSight.Hangs ? "the call never comes back"
            : $"the driver sees {failure}: {word.Replace(Fails, "", StringComparison.Ordinal)}";

    private static string Synced(StepAction.Sync sync, Stage stage) =>
        $"{sync.Mapping} belongs to {(sync.ForDevice ? "the device" : "the CPU")} now"
        + (stage.FindMapping(sync.Mapping) is { Mapping.IsBounced: true }
            ? ""
            : "; it is not bounced: nothing to copy");

    private static string ByHypervisor(string word) => word switch
    {
        "fault" => "there is no memory",
        "other" => "the hypervisor sees plaintext, but other bytes",
        _ => $"the hypervisor sees {word}",
    };

    private static string Written(string device, string word) => word switch
    {
        "ciphertext" => "nothing arrives, and the page fails the ultravisor's check from now on",
        "fault" => $"{device} is stopped by the IOMMU",
        _ => "the bytes arrive in memory",
    };

    private static string Read(string device, string word) => word switch
    {
        "data" => $"{device} sees the driver's bytes",
        "other" => $"{device} sees plaintext, but other bytes",
        "fault" => $"{device} is stopped by the IOMMU",
        _ => $"{device} sees {word}",
    };

    private static string WindowOf(string device, Stage stage)
    {
        var window = stage.FindDevice(device)?.State.Window ?? GrantedWindow.None;
        return window.ToString().ToLowerInvariant();
    }
}
