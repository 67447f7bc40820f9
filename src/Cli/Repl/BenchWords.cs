using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Units;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>Reads what the machine's lines are about: devices, mappings, sizes, addresses. What is
/// not there is a complaint of the line, and null or a harmless value.</summary>
internal sealed class BenchWords(Desk desk)
{
    private static readonly ValueType SizeType = new ValueType.Size();
    private static readonly ValueType AddrType = new ValueType.Addr();
    private static readonly ByteCount LargestRequest = ByteCount.MiB(256);
    private static readonly PhysAddr HighestBuffer = new(1UL << 56);
    private static readonly ByteCount BufferUnit = ByteCount.KiB(4);
    private int _lastName;

    public Device? Device(LineWords words)
    {
        var name = words.Take("a device");
        var device = desk.Bench.FindDevice(name);
        if (device is null)
        {
            words.Complain($"no device is called {LineWords.Quote(name)}", NearestDevice(name));
        }

        return device;
    }

    public BenchMapping? Mapping(LineWords words)
    {
        var name = words.Take("a mapping");
        var mapping = desk.Bench.FindMapping(name);
        if (mapping is null)
        {
            var names = desk.Bench.Mappings.Select(m => m.Name).ToList();
            words.Complain(
                $"no mapping is called {LineWords.Quote(name)}",
                names switch
                {
                    [] => "`map` and `alloc` make one",
                    [var only] => $"there is only `{only}`",
                    _ => Suggestion.Help(name, names),
                });
        }

        return mapping;
    }

    /// <summary>A size of a request; the fact <c>map_size</c> where none is written.</summary>
    public ByteCount Size(LineWords words)
    {
        var isWritten = !words.AtEnd && char.IsAsciiDigit(words.Peek()[0]);
        var size = isWritten
            ? new ByteCount(words.TakeValue(SizeType, "a size with its unit, such as 4 KiB"))
            : new ByteCount(desk.Situation[DmaSchema.MapSize]);
        if (size == ByteCount.Zero || size > LargestRequest)
        {
            words.Complain("the model takes requests of 1 B to 256 MiB");
        }

        return size;
    }

    /// <summary>Where a buffer is to lie.</summary>
    public PhysAddr Buffer(LineWords words, ByteCount size)
    {
        var start =
            new PhysAddr(words.TakeValue(AddrType, "an address, in hex or as a size from 0"));
        if (start.Value % BufferUnit.Value != 0)
        {
            words.Complain("a buffer starts at a multiple of 4 KiB");
        }
        else if (words.Refusal is null && !IsMemory(start, size))
        {
            words.Complain(
                "there is no memory at that address", "`:facts ram` shows how much there is");
        }

        return start;
    }

    public static BusAddr Bus(LineWords words) =>
        new(words.TakeValue(AddrType, "a bus address, in hex or as a size from 0"));

    /// <summary>The name before <c>=</c>, or the next of m1, m2 ...</summary>
    public string NewName(LineWords words)
    {
        if (words.Target is { } name)
        {
            if (IsDevice(name) || desk.Bench.FindMapping(name) is { IsReleased: false })
            {
                words.Complain($"there is a `{name}` already");
            }

            return name;
        }

        if (words.Refusal is not null)
        {
            return "";
        }

        do
        {
            _lastName++;
        }
        while (desk.Bench.FindMapping(NumberedName) is not null || IsDevice(NumberedName));

        return NumberedName;
    }

    private bool IsDevice(string name) => desk.Bench.FindDevice(name) is not null;

    // Far addresses are no memory of any machine, and adding a size to one may overflow.
    private bool IsMemory(PhysAddr start, ByteCount size) =>
        start <= HighestBuffer && desk.Bench.HasMemory(start, size);

    private string NumberedName => FormattableString.Invariant($"m{_lastName}");

    private string NearestDevice(string name)
    {
        return Suggestion.Nearest(name, desk.Bench.DeviceNames) is { } nearest
            ? $"did you mean `{nearest}`?"
            : "`device NAME` adds one";
    }
}
