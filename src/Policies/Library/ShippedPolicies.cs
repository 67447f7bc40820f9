using System.Collections.Immutable;
using System.Text.Json;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Library;

/// <summary>The policies that come with the tool, found by their file's name. No code knows one by
/// name: what else there is to say about them stands in <c>library.json</c> beside them.</summary>
public sealed class ShippedPolicies : ISourceResolver
{
    private const string Extension = ".rules";
    private const string TestsExtension = ".tests.rules";

    private ShippedPolicies()
    {
    }

    /// <summary>The one instance.</summary>
    public static ShippedPolicies Instance { get; } = new();

    /// <summary>The names of all shipped policies, sorted, without extension.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(ShippedPolicies).Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(Extension, StringComparison.Ordinal))
            .Where(n => !n.EndsWith(TestsExtension, StringComparison.Ordinal))
            .Select(n => n[..^Extension.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What <c>library.json</c> says.</summary>
    public static LibraryIndex Index => IndexOnDemand.Value;

    /// <summary>The text of a shipped policy, by name with or without extension; null if there is
    /// none.</summary>
    public static SourceText? Find(string name)
    {
        var file = name.EndsWith(Extension, StringComparison.Ordinal) ? name : name + Extension;
        return Names.Contains(file[..^Extension.Length]) && Content(file) is { } content
            ? new SourceText(file, content)
            : null;
    }

    /// <inheritdoc/>
    SourceText? ISourceResolver.Find(string name, SourceText from) => Find(name);

    /// <inheritdoc/>
    IEnumerable<string> ISourceResolver.NamesFrom(SourceText from) =>
        Names.Select(n => n + Extension);

    private static string? Content(string resource)
    {
        var assembly = typeof(ShippedPolicies).Assembly;
        using var stream = assembly.GetManifestResourceStream(resource);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // A class of its own, so that a policy can be found before the index is read.
    private static class IndexOnDemand
    {
        public static readonly LibraryIndex Value =
            JsonSerializer.Deserialize(
                Content("library.json") ?? "{}", LibraryJson.Default.LibraryIndex)
            ?? new LibraryIndex(
                ImmutableDictionary<string, string>.Empty, [], MatrixLayout.Empty);
    }
}
