using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Cli.Repl;

/// <summary>Who reads and writes what. Each answer is what was seen, in words; where somebody acts
/// out of turn nothing is judged, and the answer says so.</summary>
internal sealed class BenchAccess(Machine machine, BenchSink sink)
{
    public IEnumerable<string> DeviceReads(Device device, BenchMapping mapping)
    {
        var fault = WhyNotDevice(device, mapping)
            ?? (mapping.Mapping.Direction == DmaDirection.FromDevice
                ? $"{mapping.Name} is from_device, so the device has nothing to read there"
                : null);
        var expected = mapping.Expected ?? Content.Zeros;
        var view = DeviceView.Nothing;
        As(fault, mapping.Expected is not null, () => view = device.Read(
            mapping.Mapping.Bus, mapping.Mapping.Size, expected, mapping.Otherwise));
        return Notes(fault, mapping.Expected is null, view switch
        {
            DeviceView.Expected => $"{device.Name} sees the driver's bytes",
            DeviceView.Other => $"{device.Name} sees plaintext, but other bytes",
            DeviceView.Private => $"{device.Name} sees ciphertext",
            _ => $"{device.Name} is stopped by the IOMMU",
        });
    }

    public IEnumerable<string> DeviceWrites(Device device, BenchMapping mapping)
    {
        var fault = WhyNotDevice(device, mapping)
            ?? (mapping.Mapping.Direction == DmaDirection.ToDevice
                ? $"{mapping.Name} is to_device, so the device has nothing to write there"
                : null);
        var content = machine.NewContent(Writer.Device);
        var view = DeviceView.Nothing;
        As(fault, isKnown: true, () => view = device.Write(
            mapping.Mapping.Bus, mapping.Mapping.Size, content));
        mapping.Expected = fault is null ? content : null;
        return Notes(fault, isUnknown: false, view switch
        {
            DeviceView.Private =>
                "nothing arrives, and the page fails the ultravisor's check from now on",
            DeviceView.Nothing => $"{device.Name} is stopped by the IOMMU",
            _ => "the bytes arrive in memory",
        });
    }

    public IEnumerable<string> CpuWrites(BenchMapping mapping)
    {
        var fault = WhyNotCpu(mapping);
        var content = machine.CpuWrites(mapping.Mapping.Buffer, mapping.Mapping.Size);
        mapping.Expected = fault is null ? content : null;
        return Notes(fault, isUnknown: false, "");
    }

    public IEnumerable<string> CpuReads(BenchMapping mapping)
    {
        var fault = WhyNotCpu(mapping);
        var isRight = false;
        As(fault, mapping.Expected is not null, () => isRight = machine.CpuReads(
            mapping.Device.Name,
            mapping.Mapping.Buffer,
            mapping.Mapping.Size,
            mapping.Expected ?? Content.Zeros,
            mapping.Otherwise));
        return Notes(
            fault,
            mapping.Expected is null,
            isRight ? "the driver sees the right bytes" : "the driver sees wrong bytes");
    }

    /// <summary>Whether the hypervisor sees the buffer itself, not the bounce slot.</summary>
    public string HypervisorReads(BenchMapping mapping) =>
        machine.Memory.IsVisibleOutside(mapping.Mapping.Buffer, mapping.Mapping.Size)
            ? "the hypervisor sees plaintext"
            : "the hypervisor sees ciphertext";

    private static string? WhyNotDevice(Device device, BenchMapping mapping) => mapping switch
    {
        _ when mapping.Device != device => $"{mapping.Name} is {mapping.Device.Name}'s",
        { IsReleased: true } => $"{mapping.Name} was given back",
        { IsAllocation: false, BelongsToDevice: false } =>
            $"{mapping.Name} belongs to the CPU until `sync {mapping.Name} device`",
        _ => null,
    };

    private static string? WhyNotCpu(BenchMapping mapping) => mapping switch
    {
        { IsAllocation: true, IsReleased: true } => $"{mapping.Name} was freed",
        { IsAllocation: false, BelongsToDevice: true } =>
            $"{mapping.Name} belongs to the device until `sync {mapping.Name} cpu` "
                + $"or `unmap {mapping.Name}`",
        _ => null,
    };

    private void As(string? fault, bool isKnown, Action access)
    {
        sink.IsJudging = fault is null && isKnown;
        access();
        sink.IsJudging = true;
    }

    private static IEnumerable<string> Notes(string? fault, bool isUnknown, string seen)
    {
        if (seen.Length > 0)
        {
            yield return seen;
        }

        if (fault is not null)
        {
            yield return $"not judged: {fault}";
        }
        else if (isUnknown)
        {
            yield return "not judged: after an access out of turn nobody knows what belongs there";
        }
    }
}
