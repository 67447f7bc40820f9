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

    /// <summary>A policy of so many rules over so many facts: the thresholds of one mask, and beside
    /// each some switches.</summary>
    public static string Thresholds(int facts, int rules)
    {
        var switches = facts - 1;
        return "policy \"thresholds\"\n\n"
            + Lines(switches, i => $"param p{i} : bool = no\n")
            + "\ndecide path first {\n"
            + Lines(rules, i =>
                $"  rule r{i} when map_size < {(i + 1) * 4} KiB and p{i % switches} and not "
                + $"p{(i + 1) % switches} => bypass\n")
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
