using System.Text;

namespace DmaRules.Speed;

/// <summary>Files of any size, in the shapes that large ones have.</summary>
internal static class LargeFiles
{
    /// <summary>The text of a file with so many rules, lets or rows.</summary>
    public static string Text(string shape, int count) => shape switch
    {
        "rules" => Decide(Lines(count, i =>
            $"  rule r{i} when dma_mask == {(i % 63) + 1} bits and map_size == {i} KiB"
            + " => bypass\n")),
        "deep" => Decide(Lines(count, i =>
            $"  rule r{i} when (op is map or op is sync) and dma_mask >= {(i % 60) + 2} bits and "
            + $"map_size in {{{i} KiB..{i + 7} KiB}} and not (is_secure_guest and window is ddw)"
            + $" => iommu\n    because \"rule number {i}\"\n")),
        "lets" => Decide(
            Lines(count, i => $"  rule r{i} when l{i} and dma_mask < 64 bits => bypass\n"))
            + Lines(count, i => $"let l{i} = map_size == {i} KiB or atomic\n"),
        "tests" => Decide("") + Lines(count, i =>
            $"test \"t{i}\" {{\n  given dma_mask {(i % 64) + 1} bits\n  expect map is iommu\n}}\n"),
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };

    // What a path's rule can ask besides a request's size.
    private static readonly string[] Asked =
    [
        "is_secure_guest", "atomic", "ddw is available", "window is ddw", "dma_mask < 40 bits",
        "swiotlb_force", "coherent_mask < 40 bits", "weak_ordering", "pool_size < 64 MiB",
        "below_bus_limit", "op is map", "fixed_is_weak", "required_mask < 36 bits",
        "swiotlb is force", "pool_in_low_window", "low_window_size < 1 GiB", "mask < 48 bits",
        "supported_mask < 33 bits", "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9",
        "p10",
    ];

    /// <summary>A policy of so many rules over so many facts, at most 30: the thresholds of one
    /// size, each together with some of the others.</summary>
    public static string Thresholds(int facts, int rules)
    {
        var others = Asked[..(facts - 1)];
        return "policy \"thresholds\"\n\n"
            + string.Concat(others.Where(o => o[0] == 'p' && char.IsDigit(o[1]))
                .Select(p => $"param {p} : bool = no\n"))
            + "\ndecide path first {\n"
            + Lines(rules, i =>
                $"  rule r{i} when map_size < {(i + 1) * 4} KiB and {others[i % others.Length]} "
                + $"and not ({others[(i + 1) % others.Length]}) => bypass\n")
            + "  otherwise => iommu\n}\n";
    }

    private static string Decide(string rules) =>
        $"policy \"large\"\n\ndecide path first {{\n{rules}  otherwise => iommu\n}}\n\n";

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(line(i));
        }

        return text.ToString();
    }
}
