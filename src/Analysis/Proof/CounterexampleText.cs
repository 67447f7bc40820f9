using System.Globalization;
using System.Text;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Checking;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Analysis.Proof;

/// <summary>A counterexample as others can play it: as arguments of <c>run</c>, and as a scenario
/// where steps can say it.</summary>
public static class CounterexampleText
{
    /// <summary>The arguments behind <c>run POLICY</c>.</summary>
    public static IEnumerable<string> Arguments(Counterexample example)
    {
        var op = example.Action switch
        {
            DriverAction.Sync => "op=sync",
            DriverAction.Alloc => "op=alloc",
            DriverAction.Resource => "op=resource",
            _ => null,
        };
        return example.Situation.Given
            .Select(g => $"{g.Key.Name}={Plain(g.Key.Type, g.Value)}")
            .Concat(op is null ? [] : new[] { op });
    }

    /// <summary>The scenario, for the policy of a file; null where a probe or an allocation's flag
    /// has no step.</summary>
    public static string? Scenario(string name, string policy, Counterexample example)
    {
        if (example.Situation[DmaSchema.Probe] != 0)
        {
            return null;
        }

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"scenario \"{name}\" for \"{policy}\" {{\n");
        var machine = example.Situation.Given
            .Where(g => DriverFacts.StepFor(g.Key) is null)
            .Select(g => GivenWords(g.Key, g.Value))
            .ToList();
        if (machine.Count > 0)
        {
            var words = string.Join(",\n    ", machine);
            text.Append(CultureInfo.InvariantCulture, $"  given {words}\n");
        }

        foreach (var step in StepsOf(example))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {step}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static IEnumerable<string> StepsOf(Counterexample example)
    {
        var given = example.Situation;
        if (given.Has(DmaSchema.EarlierMask))
        {
            yield return $"neighbour: set_mask_and_coherent {given[DmaSchema.EarlierMask]} bits";
        }

        foreach (var step in MaskSteps(given))
        {
            yield return step;
        }

        if (given[DmaSchema.RequiredMaskQuery] != 0)
        {
            yield return "dev: query_required_mask";
        }

        var size = ValueText.Show(new ValueType.Size(), given[DmaSchema.MapSize]);
        foreach (var step in DeedSteps(example, given, size))
        {
            yield return step;
        }
    }

    private static IEnumerable<string> MaskSteps(Situation given)
    {
        var streaming = given.Has(DmaSchema.DmaMask)
            ? $"dev: set_mask {given[DmaSchema.DmaMask]} bits"
            : null;
        var coherent = given.Has(DmaSchema.CoherentMask)
            ? $"dev: set_coherent_mask {given[DmaSchema.CoherentMask]} bits"
            : null;
        var isStreamingLast = given[DmaSchema.LastMaskCall] == 0;
        string?[] inOrder = isStreamingLast ? [coherent, streaming] : [streaming, coherent];
        return inOrder.OfType<string>();
    }

    private static string[] DeedSteps(Counterexample example, Situation given, string size)
    {
        var place = given[DmaSchema.Buffer] != 0 ? " in pmem" : "";
        var weak = given[DmaSchema.WeakOrdering] != 0 ? " weak_ordering" : "";
        var atomic = given[DmaSchema.Atomic] != 0 ? " atomic" : "";
        return example.Action switch
        {
            DriverAction.Sync =>
            [
                $"dev: data = map {size}{place}{weak}", "dev: sync data for_cpu",
                "dev: cpu writes data", "dev: sync data for_device", "dev: device reads data",
                "dev: device writes data", "dev: sync data for_cpu", "dev: cpu reads data",
                "dev: unmap data",
            ],
            DriverAction.Alloc =>
            [
                $"dev: data = alloc {size}{weak}{atomic}", "dev: device reads data",
                "dev: device writes data", "dev: cpu reads data", "dev: free data",
            ],
            DriverAction.Resource => [$"dev: data = map_resource {size} at 0x200080000000"],
            _ =>
            [
                $"dev: data = map {size}{place}{weak}", "dev: device reads data",
                "dev: device writes data", "dev: unmap data", "dev: cpu reads data",
            ],
        };
    }

    private static string GivenWords(FactSymbol fact, ulong value) => fact.Type is ValueType.Bool
        ? value == ValueType.Yes ? fact.Name : $"{fact.Name} no"
        : $"{fact.Name} {ValueText.Show(fact.Type, value)}";

    private static string Plain(ValueType type, ulong value) => type is ValueType.Bits
        ? value.ToString(CultureInfo.InvariantCulture)
        : ValueText.Show(type, value).Replace(" ", "", StringComparison.Ordinal);
}
