using System.Globalization;
using DmaRules.Policies.Recordings.Logs;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>What was booted, and how: an emulator's arguments and a kernel's command line, read as
/// the machine's own terms (facts/real-kernels.md "Booting"). The one place that knows either
/// notation. The first thing that is not understood is remembered.</summary>
internal sealed class EmulatorArguments
{
    private const string Bridge = "spapr-pci-host-bridge.";
    private static readonly PageSize LargestPage = PageSize.OfShift(24);

    private readonly DomainArguments _domain = new();

    /// <summary>What is not understood; null if all is.</summary>
    public string? Problem { get; private set; }

    public BootSetup Boot { get; private set; } = new(KernelProfile.V61);

    public FirmwareSetup Firmware { get; private set; } = new() { HugePage = LargestPage };

    /// <summary>How many CPUs there are.</summary>
    public int Cpus { get; private set; } = 1;

    /// <summary>Reads what the rows of a boot say of it.</summary>
    public static EmulatorArguments Of(RecordedRow row)
    {
        var arguments = new EmulatorArguments();
        arguments.ReadKernel(row["kernel"], row.Find("page_size") ?? PageSizeOf(row["kernel"]));
        arguments.ReadRun(row["run"]);
        arguments.ReadMemory(row.Find("mem") ?? MemoryOf(row["run"]));
        arguments.ReadDevices(row.Find("qemu_extra") ?? DevicesOf(row["run"]));
        foreach (var option in row["cmdline"].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            arguments.ReadOption(option);
        }

        arguments.SetDomain();
        return arguments;
    }

    // The file of drivers leaves some of it to the names of kernels and boots (data's README):
    // Debian's 6.1 has 64 KiB pages, its 6.12 only where the name says so.
    private static string PageSizeOf(string kernel) =>
        kernel.StartsWith("6.1.", StringComparison.Ordinal)
        || kernel.EndsWith("-64k", StringComparison.Ordinal)
            ? "65536"
            : "4096";

    private static string MemoryOf(string run) =>
        run.Contains("nomaxmem", StringComparison.Ordinal) ? "1G" : "1G,slots=2,maxmem=2G";

    private static string DevicesOf(string run) =>
        run.Contains("_ddw_off", StringComparison.Ordinal) ? $"-global {Bridge}ddw=off" : "";

    private void ReadKernel(string kernel, string pageSize)
    {
        var parts = kernel.Split('.');
        var platform = PlatformOf(kernel);
        var profile = parts.Length > 1
            ? KernelProfile.Find($"v{parts[0]}.{parts[1]}", platform)
            : null;
        if (profile is null)
        {
            Complain($"kernel: `{kernel}` is no release for pseries or amd64 that is modelled");
            return;
        }

        Boot = new BootSetup(profile) { PageSize = ReadPageSize(pageSize) };
        Firmware = profile.Platform.HasDomains ? FirmwareSetup.WithoutWindows : Firmware;
    }

    private static string PlatformOf(string kernel) =>
        kernel.Contains("-powerpc64le", StringComparison.Ordinal) ? Platform.Pseries.Name
        : kernel.EndsWith("-amd64", StringComparison.Ordinal) ? Platform.Amd64.Name
        : "";

    private PageSize ReadPageSize(string text)
    {
        if (text is not ("4096" or "65536"))
        {
            Complain($"page_size: `{text}` is neither 4096 nor 65536");
        }

        return text == "4096" ? PageSize.Of4K : PageSize.Of64K;
    }

    // A boot with several CPUs has their number in its name, and nowhere else.
    private void ReadRun(string run)
    {
        var word = run.Split('_', '+')
            .FirstOrDefault(w => w.StartsWith("smp", StringComparison.Ordinal), "smp");
        if (int.TryParse(word.AsSpan(3), CultureInfo.InvariantCulture, out var count))
        {
            Cpus = Math.Clamp(count, 1, 1024);
        }

        Boot = Boot with { PoolAreas = Cpus };
    }

    private void ReadMemory(string memory)
    {
        var parts = memory.Split(',');
        var ram = Bytes("mem", parts[0]);
        var most = ByteCount.Zero;
        foreach (var part in parts.Skip(1))
        {
            if (part.StartsWith("maxmem=", StringComparison.Ordinal))
            {
                most = Bytes("mem", part["maxmem=".Length..]);
            }
            else if (!part.StartsWith("slots=", StringComparison.Ordinal))
            {
                Complain($"mem: `{part}` is not understood");
            }
        }

        Boot = Boot with { Ram = ram, MaxRam = most, HasHotplugMemory = parts.Length > 1 };
    }

    private void ReadDevices(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < words.Length; i += 2)
        {
            var value = i + 1 < words.Length ? words[i + 1] : "";
            switch (words[i])
            {
                case "-global" when value.StartsWith(Bridge, StringComparison.Ordinal):
                    ReadBridge(value[Bridge.Length..]);
                    break;
                case "-device" when value.StartsWith("nvdimm,", StringComparison.Ordinal):
                    Firmware = Firmware with { Pmem = true };
                    break;
                case "-device" when value.StartsWith("intel-iommu", StringComparison.Ordinal)
                    && Boot.Kernel.Platform.HasDomains:
                    _domain.HasIommu = true;
                    break;
                case "-object" when value.StartsWith("memory-backend-", StringComparison.Ordinal):
                    break;
                default:
                    Complain($"qemu_extra: `{words[i]} {value}` is not understood");
                    break;
            }
        }
    }

    private void ReadBridge(string property)
    {
        var parts = property.Split('=', 2);
        var value = parts.Length == 2 ? parts[1] : "";
        Firmware = parts[0] switch
        {
            "ddw" when value == "off" => Firmware with { Ddw = DdwAvailability.Unavailable },
            "ddw" when value == "on" => Firmware,
            "pgsz" => Firmware with { HugePage = LargestOf(Number(property, value)) },
            "dma_win_size" =>
                Firmware with { LowWindowSize = new ByteCount(Number(property, value)) },
            "dma_win_addr" =>
                Firmware with { LowWindowBase = new BusAddr(Number(property, value)) },
            "dma64_win_addr" => Firmware with { HugeBase = new BusAddr(Number(property, value)) },
            _ => Unknown($"qemu_extra: `{property}` is not understood"),
        };
    }

    private FirmwareSetup Unknown(string problem)
    {
        Complain(problem);
        return Firmware;
    }

    // A bit for each page size; the kernel takes the largest.
    private PageSize LargestOf(ulong sizes)
    {
        if (sizes is >= 4096 and < 1UL << 35)
        {
            return PageSize.OfShift((int)ulong.Log2(sizes));
        }

        Complain($"qemu_extra: {sizes} names no page size");
        return LargestPage;
    }

    private void ReadOption(string option)
    {
        switch (option.Split('=', 2))
        {
            case ["swiotlb", var words]:
                ReadSwiotlb(words);
                break;
            case [_, ..] when Boot.Kernel.Platform.HasDomains && _domain.TryRead(option):
                break;
            case [_, ..] when Boot.Kernel.Platform.HasDomains:
                Complain($"cmdline: `{option}` is not understood");
                break;
            case ["disable_ddw"]:
                Firmware = Firmware with { Ddw = DdwAvailability.Disabled };
                break;
            case ["iommu", "off"]:
                Boot = Boot with { IommuOff = true };
                break;
            case ["iommu", "nobypass"]:
                // Of no effect on these releases.
                break;
            case ["multitce", "off"]:
                Boot = Boot with { HasMultiTce = false };
                break;
            default:
                Complain($"cmdline: `{option}` is not understood");
                break;
        }
    }

    // `slots[,areas][,force|noforce]`, or the word alone.
    private void ReadSwiotlb(string text)
    {
        foreach (var (index, word) in text.Split(',').Index())
        {
            Boot = word switch
            {
                "force" => Boot with { Swiotlb = SwiotlbOption.Force },
                "noforce" => Boot with { Swiotlb = SwiotlbOption.NoForce },
                _ when index == 0 => Boot with
                {
                    PoolSize = new SlotCount(
                        Number($"swiotlb={text}", word, PoolLayout.MostSlots.Value)).Bytes,
                },
                _ => Boot with { PoolAreas = (int)Number($"swiotlb={text}", word, 1024) },
            };
        }
    }

    private void SetDomain()
    {
        Boot = Boot with { Domain = _domain.Domain, StrictDomain = _domain.IsStrict };
        if (_domain.Problem is { } problem)
        {
            Complain(problem);
        }
    }

    private ByteCount Bytes(string column, string text)
    {
        var unit = text.Length > 0 ? text[^1] : ' ';
        var count = Number(column, text.TrimEnd('G', 'M'), 1 << 20);
        return unit == 'G' ? ByteCount.GiB(count) : ByteCount.MiB(count);
    }

    private ulong Number(string where, string text, ulong most = 1UL << 62)
    {
        if (LogNumber.TryRead(text, out var number) && number > 0 && number <= most)
        {
            return number;
        }

        Complain($"`{where}`: `{text}` is no number up to {most}");
        return 1;
    }

    private void Complain(string problem) => Problem ??= problem;
}
