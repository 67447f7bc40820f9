using System.Collections.Immutable;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>What a stage could make, and all it has to say about its input.</summary>
public sealed record Outcome<T>(T Value, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether the next stage must not run.</summary>
    public bool HasErrors => Diagnostics.Any(d => d.Descriptor.Severity == Severity.Error);

    /// <summary>Runs the next stage unless this one found errors; its diagnostics are added to
    /// these.</summary>
    public Outcome<TNext?> Then<TNext>(Func<T, Outcome<TNext?>> next)
        where TNext : class
    {
        if (HasErrors)
        {
            return new Outcome<TNext?>(null, Diagnostics);
        }

        var result = next(Value);
        return new Outcome<TNext?>(result.Value, [.. Diagnostics, .. result.Diagnostics]);
    }
}
