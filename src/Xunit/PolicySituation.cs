using DmaRules.Policies.Binding;
using DmaRules.Xunit.Asserting;

namespace DmaRules.Xunit;

/// <summary>A machine and a driver under a policy. What does the driver do? Every answer is that of
/// a new machine, on which the driver sets the masks that are given and goes on unless a call
/// fails.</summary>
public sealed class PolicySituation
{
    private readonly TestBench _bench;
    private readonly Situation _situation;

    internal PolicySituation(TestBench bench, Situation situation)
    {
        (_bench, _situation) = (bench, situation);
    }

    /// <summary>It sets its masks, and no more.</summary>
    public PolicyAnswer SetMasks() => Ask("window");

    /// <summary>It maps a buffer of <c>map_size</c>, the device uses it, it is unmapped.</summary>
    public PolicyAnswer Map() => Ask("map");

    /// <summary>As <see cref="Map"/>, with a sync before and after the device's turn.</summary>
    public PolicyAnswer Sync() => Ask("sync");

    /// <summary>It allocates coherent memory, both sides use it, it is freed.</summary>
    public PolicyAnswer Alloc() => Ask("alloc");

    /// <summary>It maps the registers of another device.</summary>
    public PolicyAnswer Resource() => Ask("resource");

    private PolicyAnswer Ask(string result) => new(
        _bench, _situation, DmaSchema.Instance.Results.Single(r => r.Name == result));
}
