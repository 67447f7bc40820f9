using System.Globalization;
using System.Text;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Units;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Analysis.Proof;

/// <summary>A counterexample as others can play it: as arguments of <c>run</c>, and as a scenario
/// where steps can say it.</summary>
public static class CounterexampleText
{
    /// <summary>The scenario, for a policy's file; null where steps cannot say it: a probe, or a
    /// neighbour whose own mask call fails, which would be what the scenario comes to.</summary>
    internal static string? Scenario(string name, PolicyRunner runner, Counterexample example)
    {
        if (example.Situation[DmaSchema.Probe] != 0 || FailsForNeighbour(runner, example.Situation))
        {
            return null;
        }

        var policy = runner.Policy.Source.Path;
        var registers = example.Situation.Machine(runner.Kernel).Buffers;

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"scenario \"{name}\" for \"{policy}\" {{\n");
        var machine = example.Situation.Given
            .Where(g => DriverFacts.StepFor(g.Key) is null)
            .Select(g => FactAssignment.InFile(g.Key, g.Value))
            .ToList();
        if (machine.Count > 0)
        {
            var words = string.Join(",\n    ", machine);
            text.Append(CultureInfo.InvariantCulture, $"  given {words}\n");
        }

        foreach (var step in StepsOf(example, registers))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {step}\n");
        }

        return text.Append("}\n").ToString();
    }

    private static bool FailsForNeighbour(PolicyRunner runner, Situation given)
    {
        if (!given.Has(DmaSchema.EarlierMask))
        {
            return false;
        }

        var mask = DmaMask.OfBits((int)given[DmaSchema.EarlierMask]);
        var plan = new DriverPlan
        {
            DmaMask = mask,
            CoherentMask = mask,
            Action = DriverAction.SetMasks,
        };
        runner.Dispatch.Give(given);
        return runner.Run(given.Machine(runner.Kernel), plan).Verdict is Verdict.Fails;
    }

    private static IEnumerable<string> StepsOf(Counterexample example, PhysAddr registers)
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
        foreach (var step in DeedSteps(example, given, size, registers))
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

    private static string[] DeedSteps(
        Counterexample example, Situation given, string size, PhysAddr registers)
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
            DriverAction.Resource =>
                [FormattableString.Invariant(
                    $"dev: data = map_resource {size} at 0x{registers.Value:x}")],
            _ =>
            [
                $"dev: data = map {size}{place}{weak}", "dev: device reads data",
                "dev: device writes data", "dev: unmap data", "dev: cpu reads data",
            ],
        };
    }
}
