using DmaRules.Fuzzing.Inputs;

namespace DmaRules.Fuzzing.Targets;

/// <summary>Bytes to graphs.</summary>
internal sealed class BinderTarget : FuzzTarget
{
    public override string Name => "binder";

    public override IEnumerable<byte[]> Seeds => CorpusFiles.Rules;

    public override void Run(byte[] input, Observations seen)
    {
        if (PolicyText.Load(input, seen) is not { } policy)
        {
            return;
        }

        foreach (var graph in policy.Graphs)
        {
            seen.Add($"nodes of {graph.Name}", graph.Nodes.Length);
            seen.Add($"rules of {graph.Name}", graph.Rules.Length);
        }

        seen.Add("tests", policy.Tests.Length);
        seen.Add("scenarios", policy.Scenarios.Length);
        seen.Add("invariants", policy.Invariants.Length);
    }
}
