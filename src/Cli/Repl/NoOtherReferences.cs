using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace DmaRules.Cli.Repl;

/// <summary>Looks for nothing: a script has the references that it was given. The stock resolver
/// reads all metadata anew for each line.</summary>
internal sealed class NoOtherReferences : MetadataReferenceResolver
{
    public override bool ResolveMissingAssemblies => false;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => other is NoOtherReferences;

    public override int GetHashCode() => 0;
}
