using System.Globalization;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Logs;

/// <summary>The lines before the operations of an allocator log: values by name, which say what the
/// allocator was given. The first thing that is missing or no number is remembered.</summary>
internal sealed class LogHeader
{
    public const string SlotsSign = "# kernel slots:";
    public const string TableSign = "# table:";
    public const string Columns =
        "n,op,id,size,orig_phys,dma,pool_offset,slot,in_slot_offset,used,cpu,result";

    private static readonly char[] Separators = [' ', ',', ';'];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>What is wrong with it; null if nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>The line on which the problem is, or the last one that was read.</summary>
    public int Line { get; private set; }

    /// <summary>The release that the log is of: its tag names it, as 61 or 612 behind the first
    /// underscore.</summary>
    public KernelProfile? Kernel { get; private set; }

    /// <summary>Reads up to the line with the columns.</summary>
    public static LogHeader Read(IEnumerator<string> lines)
    {
        var header = new LogHeader();
        while (lines.MoveNext())
        {
            header.Line++;
            var line = lines.Current.TrimStart('\uFEFF');
            if (line == Columns)
            {
                header.FindKernel();
                return header;
            }

            if (!line.StartsWith('#'))
            {
                header.Complain($"this is not `{Columns}`, which stands before the operations");
                return header;
            }

            header.ReadValues(line);
        }

        header.Complain($"it ends before `{Columns}`");
        return header;
    }

    /// <summary>A number, decimal or hexadecimal behind 0x, of at most so much.</summary>
    public ulong Number(string name, ulong most = ulong.MaxValue)
    {
        if (!_values.TryGetValue(name, out var text))
        {
            Complain($"`{name}=` is missing");
            return 0;
        }

        if (!LogNumber.TryRead(text, out var number) || number > most)
        {
            Complain(string.Create(
                CultureInfo.InvariantCulture, $"`{name}={text}` is no number up to {most}"));
            return 0;
        }

        return number;
    }

    /// <summary>The guest's page size, <c>page_size=</c>.</summary>
    public PageSize ReadPageSize()
    {
        var size = Number("page_size", 1 << 24);
        if (ulong.IsPow2(size) && size >= PageSize.Of4K.Bytes.Value)
        {
            return PageSize.OfShift((int)ulong.Log2(size));
        }

        Complain($"`page_size={size}` is no page size");
        return default;
    }

    /// <summary>Remembers what is wrong, if nothing was before.</summary>
    public void Complain(string problem) => Problem ??= problem;

    // `name=value` between spaces, commas and semicolons; a name that stands twice keeps the value
    // that came first but for the tag, which both lines give alike.
    private void ReadValues(string line)
    {
        foreach (var word in line.Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Split('=', 2) is [var name, var value])
            {
                _values.TryAdd(name, value);
            }
        }
    }

    private void FindKernel()
    {
        var tag = _values.GetValueOrDefault("tag", "");
        var parts = tag.Split('_');
        var digits = string.Concat(parts.ElementAtOrDefault(1)?.TakeWhile(char.IsAsciiDigit) ?? []);
        Kernel = digits.Length > 1
            ? KernelProfile.All.FirstOrDefault(k => k.Name == $"v{digits[0]}.{digits[1..]}")
            : null;
        if (Kernel is null)
        {
            var known = string.Join(", ", KernelProfile.All.Select(k => k.Name).Distinct());
            Complain($"`tag={tag}` names no kernel that is modelled ({known}), as `sw_61_` would");
        }
    }
}
