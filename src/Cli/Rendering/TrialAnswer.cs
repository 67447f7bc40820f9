using DmaRules.Dsl.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Rendering;

/// <summary>What came of a trial, as JSON says it.</summary>
internal static class TrialAnswer
{
    public static object Of(TrialResult result) => new
    {
        Window = WindowOf(result),
        Path = PathOf(result),
        Verdict = VerdictOf(result.Verdict),
        result.Bounced,
        Effort = EffortOf(result.Effort),
        Exposure = ExposureOf(result.Exposure),
    };

    public static object? WindowOf(TrialResult result) => result.Window is { } window
        ? new
        {
            Outcome = OutcomeText.Of(window.Action),
            window.Rule,
            window.Place,
            window.Message,
        }
        : null;

    public static object? PathOf(TrialResult result) => result.Path is { } path
        ? new
        {
            Outcome = OutcomeText.Of(path),
            path.Rule,
            path.Place,
            path.Message,
        }
        : null;

    public static object VerdictOf(Verdict verdict) => new
    {
        verdict.Word,
        Reason = verdict.Why?.Word(),
        Proof = verdict.Proof is { } proof ? EventText.Of(proof) : null,
    };

    public static object ExposureOf(Exposure exposure) => new
    {
        ReachableBytes = exposure.Reachable.Value,
        PlaintextBytes = exposure.Plaintext.Value,
        PrivateBytes = exposure.Private.Value,
        ClearBytes = exposure.InClear.Value,
        PoolBytes = exposure.Pool.Value,
        OthersBounceBytes = exposure.OthersBounce.Value,
        SharedBytes = exposure.Shared.Value,
        Tces = exposure.Tces.Value,
    };

    public static object EffortOf(Effort effort) => new
    {
        CopiedBytes = effort.Copied.Value,
        effort.Hypercalls,
    };

    public static string Show(ByteCount size) => ValueText.Show(new ValueType.Size(), size.Value);
}
