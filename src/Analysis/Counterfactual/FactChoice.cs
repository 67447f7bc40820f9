using System.Collections.Immutable;
using DmaRules.Dsl.Binding;

namespace DmaRules.Analysis.Counterfactual;

/// <summary>What a fact could be instead of what it is.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Values">Ranges within which all values are alike; the least stands for
/// all.</param>
internal sealed record FactChoice(FactSymbol Fact, ImmutableArray<ValueRange> Values);
