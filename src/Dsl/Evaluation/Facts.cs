using System.Runtime.CompilerServices;

namespace DmaRules.Dsl.Evaluation;

/// <summary>Room for every fact, consequence and parameter.</summary>
[InlineArray(Limits.FactSlots)]
public struct FactSlots
{
    private ulong _first;
}

/// <summary>The facts of one moment, by slot: what a decision is made of. Values are raw, see
/// <see cref="Binding.ValueType"/>.</summary>
public readonly struct Facts(in FactSlots slots)
{
    private readonly FactSlots _slots = slots;

    /// <summary>The raw value in a slot.</summary>
    public ulong this[int slot] => _slots[slot];
}

/// <summary>A decision as a function: the position of the rule that decides.</summary>
public delegate int RuleSelector(in Facts facts);
