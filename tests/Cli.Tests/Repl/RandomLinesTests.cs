using DmaRules.Cli.Repl;

namespace DmaRules.Cli.Tests.Repl;

/// <summary>Whatever is typed, the session answers: no exception, no line wider than a screen where
/// it quotes the user.</summary>
public class RandomLinesTests
{
    private static readonly string[] Words =
    [
        "given", "decide", ":why", ":facts", ":reset", "device", "nic", "gpu", "nic:", "set_mask",
        "set_coherent_mask", "set_mask_and_coherent", "query_required_mask", "set_min_align", "map",
        "alloc",
        "sync", "unmap", "free", "read", "write", "probe", "cpu", "hypervisor", "reads", ":memory",
        ":events", ":verdict", ":load", ":policy", ":list", ":help", "m1", "m2", "x", "=", ",",
        "at", "to_device", "from_device", "untranslated", "64", "32", "bits", "4", "KiB", "256",
        "MiB", "GiB", "0x0", "0x800000000000000", "0xffffffffffffffff", "18446744073709551615",
        "B", "is_secure_guest", "not", "ddw", "too_small", "disabled", "pmem", "one_window",
        "iommu_off", "swiotlb", "force", "noforce", "ram", "page_size", "low_window_size",
        "secure-both", "pseries-v6.12", "table_full", "probe", "leaked_page", "other_bounce", "op",
        "atomic", "#", "buffer", "window", "low", "pool_in_low_window", "translated",
        "limited_addressing", "\u4E2D", "\0", "host", "host:", "adds", "removes", "memory", "plugs",
        "unplugs", "into", "pe1", "expect", "ok", "dma", "dma.tces", "==", "in", "map_resource",
    ];

    private static readonly string[] Starts =
    [
        "device nic", "device gpu untranslated", "map nic", "alloc nic", "map gpu 64 KiB",
        "read m1", "write m1", "nic set_mask 64", "gpu set_mask_and_coherent 40", "unmap m1",
        "free m2", "sync m1 cpu", "cpu read m1", "cpu write m2", "probe nic 0x800000000000000",
        ":memory", "given is_secure_guest", "given not ddw", "", ":load secure-pool-ddw",
        "given swiotlb force", "decide nic", ":why", "given one_window", "given pmem",
        "host adds memory 256 MiB", "host adds memory 1 GiB at 128 GiB", "host unplugs nic",
        "host removes memory 256 MiB at 64 GiB", "host plugs gpu into pe1", "host probes 64 GiB",
        "map nic at 64 GiB", "map nic in pmem", "x = map_resource gpu 4 KiB at 1 TiB",
        "nic: expect dma ok", "expect dma.tces < 5", "given max_ram 128 GiB", "device gpu into pe2",
    ];

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    [InlineData(4UL)]
    public void AnyLineIsAnswered(ulong seed)
    {
        var random = new SplitMix64(seed);
        var talk = new Talk();
        for (var i = 0; i < 1500; i++)
        {
            Submit(talk, Line(random), $"seed {seed}, line {i}");
        }
    }

    private static string Line(SplitMix64 random) => random.OneIn(2)
        ? random.Pick(Starts)
        : string.Join(' ', Enumerable.Range(0, random.Below(7)).Select(_ => random.Pick(Words)));

    private static void Submit(Talk talk, string line, string place)
    {
        // A lone `=` starts C#, which has tests of its own and takes long.
        if (line.StartsWith('='))
        {
            return;
        }

        try
        {
            talk.Session.Submit(line).Lines.ShouldNotContain(l => l.Contains('\n'));
        }
        catch (Exception thrown)
        {
            throw new InvalidOperationException($"{place}: `{line}`", thrown);
        }
    }
}
