using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>Which domain a boot's devices are in, by the emulator's arguments and the command line
/// together (facts/real-kernels.md "What was observed").</summary>
internal sealed class DomainArguments
{
    private bool? _isOn;
    private bool _passesThrough;

    /// <summary>The machine has an IOMMU.</summary>
    public bool HasIommu { get; set; }

    /// <summary><c>iommu.strict=1</c>.</summary>
    public bool IsStrict { get; private set; }

    /// <summary>The domain that comes of it.</summary>
    public IommuDomain Domain =>
        !HasIommu || _isOn is not true ? IommuDomain.None
        : _passesThrough ? IommuDomain.Identity
        : IommuDomain.Dma;

    /// <summary>What cannot be told; null if all can.</summary>
    public string? Problem => HasIommu && _isOn is null
        ? "cmdline: with an IOMMU `intel_iommu=on` or `intel_iommu=off` must say whether it is used"
        : null;

    /// <summary>Reads an option of the command line; false if it is none of these.</summary>
    public bool TryRead(string option)
    {
        switch (option)
        {
            case "intel_iommu=on" or "intel_iommu=off":
                _isOn = option == "intel_iommu=on";
                return true;
            case "iommu=pt" or "iommu=nopt":
                _passesThrough = option == "iommu=pt";
                return true;
            case "iommu.passthrough=1" or "iommu.passthrough=0":
                _passesThrough = option == "iommu.passthrough=1";
                return true;
            case "iommu.strict=1" or "iommu.strict=0":
                IsStrict = option == "iommu.strict=1";
                return true;
            default:
                return false;
        }
    }
}
