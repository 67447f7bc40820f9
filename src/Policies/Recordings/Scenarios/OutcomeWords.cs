using System.Collections.Immutable;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Recordings.Scenarios;

/// <summary>Verdicts in the words of recordings: <c>ok</c>, <c>fail:REASON</c>,
/// <c>breaks:REASON</c>, <c>leak:REASON</c>.</summary>
public static class OutcomeWords
{
    /// <summary>All of them.</summary>
    public static ImmutableHashSet<string> Known { get; } =
    [
        "ok",
        .. DmaReasonWords.OfFailure.Select(r => $"fail:{r}"),
        .. DmaReasonWords.OfBreakage.Select(r => $"breaks:{r}"),
        .. DmaReasonWords.OfLeak.Select(r => $"leak:{r}"),
    ];

    /// <summary>The words of a verdict.</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Fails fails => $"fail:{fails.Reason.Word()}",
        Verdict.Breaks breaks => $"breaks:{breaks.Reason.Word()}",
        Verdict.Leaks leaks => $"leak:{leaks.Reason.Word()}",
        _ => "ok",
    };
}
