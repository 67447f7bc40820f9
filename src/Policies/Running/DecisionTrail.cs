using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Running;

/// <summary>A decision as the machine told of it, and the facts that it was made on.
/// <paramref name="Position"/>: of the event among all.</summary>
public sealed record DecidedEvent(int Position, DmaEvent Happened, LoggedDecision Decision);

/// <summary>Brings the two records of a run together: the machine's events, which know who asked,
/// and the engine's log, which knows the facts.</summary>
public static class DecisionTrail
{
    /// <summary>Every event of a decision with that decision. Each is looked for behind the last
    /// one found: the machine also asks where it tells nobody.</summary>
    public static ImmutableArray<DecidedEvent> Of(
        BoundPolicy policy, IEnumerable<DmaEvent> events, IReadOnlyList<LoggedDecision> log)
    {
        var trail = ImmutableArray.CreateBuilder<DecidedEvent>();
        var next = 0;
        foreach (var (position, happened) in events.Index())
        {
            if (happened.Window is null && happened.Path is null)
            {
                continue;
            }

            var found = next;
            while (found < log.Count && !IsOf(policy, log[found], happened))
            {
                found++;
            }

            if (found < log.Count)
            {
                trail.Add(new DecidedEvent(position, happened, log[found]));
                next = found + 1;
            }
        }

        return trail.ToImmutable();
    }

    private static bool IsOf(BoundPolicy policy, LoggedDecision decision, DmaEvent happened)
    {
        var rule = policy.Decisions[decision.Graph].Rules[decision.Rule].Name;
        return decision.IsOfWindow
            ? rule == happened.Window?.Rule
            : rule == happened.Path?.Rule && IsAbout(decision, happened.Words);
    }

    private static bool IsAbout(LoggedDecision decision, string? operation) =>
        ((DmaOp)decision.Facts[DmaSchema.Op.Slot]).Word() == operation;
}
