using System.Collections.Immutable;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>What a stage could make, and all it has to say about its input.</summary>
public sealed record Outcome<T>(T Value, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the next stage must not run.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Descriptor.Severity == Severity.Error);
}
