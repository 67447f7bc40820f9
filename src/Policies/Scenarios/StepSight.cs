using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;

namespace DmaRules.Policies.Scenarios;

/// <summary>What an actor or a driver saw of its step, in a word: <c>ok</c>, <c>fails REASON</c>,
/// <c>data</c>, <c>ciphertext</c>, <c>fault</c> ..., or <c>not run: WHY</c>.
/// <paramref name="NotJudged"/> says whose fault it was if the step broke the rules of the API, so
/// that nothing of it counts against the policy.</summary>
public sealed record StepSight(string Word, string? NotJudged = null)
{
    /// <summary>The word of a call that never comes back.</summary>
    public const string Hangs = "hangs";

    private const string Not = "not run: ";

    /// <summary>A step that does nothing.</summary>
    public static StepSight Nothing { get; } = new("");

    /// <summary>Why the step could not run; null if it did.</summary>
    public string? WhyNotRun =>
        Word.StartsWith(Not, StringComparison.Ordinal) ? Word[Not.Length..] : null;

    internal static StepSight NotRun(string why) => new(Not + why);

    internal static StepSight Of(DmaReason? failure) => new(failure switch
    {
        null => "ok",
        { } reason when !reason.IsTold() => Hangs,
        { } reason => $"fails {reason.Word()}",
    });

    internal static string WordOf(DeviceView view) => view switch
    {
        DeviceView.Expected => "data",
        DeviceView.Other => "other",
        DeviceView.Private => "ciphertext",
        _ => "fault",
    };
}
