using System.Collections.Immutable;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Fuzzing.Checks;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Fuzzing.Targets;

/// <summary>Bytes on their way to a policy, with what every step promises.</summary>
internal static class PolicyText
{
    private const string Name = "self.rules";

    /// <summary>The text, if the bytes are one.</summary>
    public static SourceText? Read(byte[] input, Observations seen)
    {
        var read = SourceReader.Read(Name, input);
        Check(read.Value is not null, read.Diagnostics, seen);
        return read.Value;
    }

    /// <summary>The policy, if the bytes are one that binds.</summary>
    public static BoundPolicy? Load(byte[] input, Observations seen)
    {
        if (Read(input, seen) is not { } source)
        {
            return null;
        }

        var loaded = Policy.Load(source, DmaSchema.Instance, new Resolver(source));
        Check(loaded.Value is not null, loaded.Diagnostics, seen);
        return loaded.Value;
    }

    /// <summary>A stage gives a value or says why not.</summary>
    public static void Check(
        bool hasValue, ImmutableArray<Diagnostic> diagnostics, Observations seen)
    {
        Observations.Require(
            hasValue || diagnostics.Any(d => d.Descriptor.Severity == Severity.Error),
            "there is no value, and no error says why");
        DiagnosticCheck.Run(diagnostics, seen);
    }

    // A file that uses itself is worth trying; all others are shipped.
    private sealed class Resolver(SourceText self) : ISourceResolver
    {
        public SourceText? Find(string name, SourceText from) =>
            name == Name ? self : ShippedPolicies.Find(name);
    }
}
