using DmaRules.Dsl;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Tests.Mistakes;

/// <summary>Every policy file of the repository that has no errors.</summary>
internal sealed class PolicyTexts : ISourceResolver
{
    private static readonly string[] Folders =
        [Path.Combine("src", "Policies", "Library"), "examples", Path.Combine("tests", "Corpus")];

    private PolicyTexts()
    {
    }

    /// <summary>Finds what stands beside a file, or is shipped.</summary>
    public static ISourceResolver Beside { get; } = new PolicyTexts();

    public static IReadOnlyList<SourceText> All { get; } =
    [
        .. Folders.Select(f => RepositoryRoot.At(f))
            .SelectMany(f => Directory.GetFiles(f, "*.rules", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(f => new SourceText(f, File.ReadAllText(f)))
            .Where(s => s.Content.Contains('{', StringComparison.Ordinal))
            .Where(s => Policy.Load(s, DmaSchema.Instance, Beside).Diagnostics.IsEmpty),
    ];

    public SourceText? Find(string name, SourceText from)
    {
        var path = Path.Combine(Path.GetDirectoryName(from.Path) ?? "", name);
        return File.Exists(path)
            ? new SourceText(path, File.ReadAllText(path))
            : ShippedPolicies.Find(name);
    }
}
