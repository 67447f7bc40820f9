using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Tests;

/// <summary>Policy files of the repository, loaded or else a failed test.</summary>
internal static class PolicyFiles
{
    public static BoundPolicy LoadTestsOf(string policy) =>
        Load(Read("src", "Policies", "Library", $"{policy}.tests.rules"));

    public static SourceText Read(params string[] path) =>
        new(path[^1], File.ReadAllText(RepositoryRoot.At(path)));

    public static BoundPolicy Load(SourceText source, ISourceResolver? resolver = null)
    {
        var files = resolver ?? ShippedPolicies.Instance;
        var loaded = Policy.Load(source, DmaSchema.Instance, files);
        return loaded.Value
            ?? throw new InvalidDataException(string.Join('\n', loaded.Diagnostics));
    }
}
