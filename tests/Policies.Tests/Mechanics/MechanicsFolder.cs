using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Tests.Mechanics;

/// <summary>The policies of this folder, made to show how releases carry decisions out.</summary>
internal sealed class MechanicsFolder : ISourceResolver
{
    private static readonly string Folder =
        RepositoryRoot.At("tests", "Policies.Tests", "Mechanics");

    /// <summary>Every file with tests or scenarios, loaded.</summary>
    public static ImmutableArray<BoundPolicy> All { get; } =
    [
        .. Directory.GetFiles(Folder, "*.rules").Order(StringComparer.Ordinal)
            .Select(f => PolicyFiles.Load(Read(f), new MechanicsFolder()))
            .Where(p => !p.Tests.IsEmpty || !p.Scenarios.IsEmpty),
    ];

    public SourceText? Find(string name, SourceText from) =>
        File.Exists(Path.Combine(Folder, name)) ? Read(Path.Combine(Folder, name))
        : ShippedPolicies.Find(name);

    private static SourceText Read(string file) =>
        new(Path.GetFileName(file), File.ReadAllText(file));
}
