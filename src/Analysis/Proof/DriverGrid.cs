using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Units;

namespace DmaRules.Analysis.Proof;

/// <summary>The drivers that do the same and differ in masks and their order: by streaming mask,
/// coherent mask, and whether the streaming one is set last.</summary>
internal sealed class DriverGrid
{
    private readonly DriverCase?[,,] _cases;

    public DriverGrid(ProofSpace space, Deed deed, Situation given)
    {
        (Action, Width) = (deed.Action, space.Masks.Length);
        _cases = new DriverCase?[Width, Width, 2];
        for (var streaming = 0; streaming < Width; streaming++)
        {
            for (var coherent = 0; coherent < Width; coherent++)
            {
                foreach (var isLast in (bool[])[false, true])
                {
                    var made = Make(
                        deed.Given, (space.Masks[streaming], space.Masks[coherent]), isLast, given);
                    _cases[streaming, coherent, isLast ? 1 : 0] = made;
                    Count += made is null ? 0 : 1;
                }
            }
        }
    }

    public DriverAction Action { get; }

    /// <summary>How many classes of each mask there are.</summary>
    public int Width { get; }

    /// <summary>How many drivers.</summary>
    public int Count { get; }

    /// <summary>One of them; null where it would be another one again: without both masks there is
    /// one order.</summary>
    public DriverCase? this[int streaming, int coherent, int order] =>
        _cases[streaming, coherent, order];

    private DriverCase? Make(
        ImmutableArray<(FactSymbol Fact, ulong Value)> deed,
        (ulong? Streaming, ulong? Coherent) masks,
        bool isStreamingLast,
        Situation given)
    {
        var isOther = isStreamingLast && (masks.Streaming is null || masks.Coherent is null);
        if (isOther || IsFixed(DmaSchema.DmaMask, masks.Streaming, given)
            || IsFixed(DmaSchema.CoherentMask, masks.Coherent, given))
        {
            return null;
        }

        var facts = deed;
        facts = masks.Streaming is { } streaming
            ? facts.Add((DmaSchema.DmaMask, streaming))
            : facts;
        facts = masks.Coherent is { } coherent
            ? facts.Add((DmaSchema.CoherentMask, coherent))
            : facts;
        facts = isStreamingLast ? facts.Add((DmaSchema.LastMaskCall, 0)) : facts;
        var situation = facts.Aggregate(given, (sum, f) => sum.With(f.Fact, f.Value));
        return new DriverCase(facts, Action, situation.Plan(Action));
    }

    private static bool IsFixed(FactSymbol mask, ulong? value, Situation given) =>
        given.Has(mask) && value is not null;
}
