using System.Text;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Dsl.Tests.Fixtures;

/// <summary>Makes policies and facts of a seed.</summary>
internal sealed class RandomPolicy(ulong seed)
{
    private static readonly string[] Atoms =
    [
        "is_secure_guest", "atomic", "weak_ordering == yes", "ddw is available",
        "ddw is not disabled",
        "op in {map, sync}", "dma_mask == 64 bits", "dma_mask != 32 bits", "dma_mask < 40 bits",
        "coherent_mask <= 48 bits", "coherent_mask > dma_mask", "dma_mask >= coherent_mask",
        "48 bits < dma_mask", "map_size in {4 KiB, 64 KiB..1 MiB}",
        "dma_mask in {1..31 bits, 64 bits}",
        "map_size >= 1 MiB", "bus_dma_limit == 0x0", "0x1_0000_0000 > bus_dma_limit",
    ];

    private static readonly string[] Outcomes = ["bypass", "direct", "iommu", "iommu shared"];

    private ulong _state = unchecked(seed * 0x9E3779B97F4A7C15UL) | 1;

    public string Policy(string hitWord = "first", string last = "=> iommu")
    {
        var text = new StringBuilder($"policy \"random\"\n\ndecide path {hitWord} {{\n");
        var count = 1 + Next(6);
        for (var i = 0; i < count; i++)
        {
            text.Append($"  rule r{i} when {Condition(4)} => {Outcomes[Next(4)]}\n");
        }

        return text.Append($"  otherwise {last}\n}}\n").ToString();
    }

    public FactSlots Facts()
    {
        var slots = new FactSlots();
        ulong[] sizes = [0, 4096, 65535, 65536, 1 << 20, 1 << 21, 0x1_0000_0000];
        foreach (var fact in TestSchema.Instance.Facts)
        {
            slots[fact.Slot] = fact.Type.Max == ulong.MaxValue
                ? sizes[Next(sizes.Length)]
                : fact.Type.Min + (ulong)Next((int)(fact.Type.Max - fact.Type.Min) + 1);
        }

        return slots;
    }

    private string Condition(int depth) => (depth == 0 ? 0 : Next(5)) switch
    {
        1 => $"({Condition(depth - 1)} and {Condition(depth - 1)})",
        2 => $"({Condition(depth - 1)} or {Condition(depth - 1)} or {Condition(depth - 1)})",
        3 => $"not ({Condition(depth - 1)})",
        4 => $"({Condition(depth - 1)} implies {Condition(depth - 1)})",
        _ => Atoms[Next(Atoms.Length)],
    };

    private int Next(int bound)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)((_state >> 16) % (ulong)bound);
    }
}
