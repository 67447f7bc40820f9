using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Syntax;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Scenarios;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Editors.Tests.Words;

/// <summary>All words of the language by what they are. Both editors' lists are made from here, and
/// here everything comes from the schema, the scenario's reader and the grammar.</summary>
internal static partial class Vocabulary
{
    private static readonly Schema Schema = DmaSchema.Instance;

    /// <summary>The words that the grammar itself asks for: keywords, wherever they are
    /// some.</summary>
    public static ImmutableArray<string> Keywords { get; } = Sorted(
        Sources("*.cs", "src", "Dsl", "Syntax")
            .SelectMany(s => KeywordAsked().Matches(s).Concat(DeclarationKey().Matches(s)))
            .Select(m => m.Groups["word"].Value));

    /// <summary>The lists by the name that they have in both editors' files.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>> Lists { get; } =
        new Dictionary<string, IEnumerable<string>>
        {
            ["facts"] = NamesOf(Schema.Facts.Where(f => !IsConsequence(f))),
            ["consequences"] = NamesOf(Schema.Facts.Where(IsConsequence)),
            ["members"] = Schema.Facts.SelectMany(MembersOf),
            ["outcomes"] = Schema.Decisions.SelectMany(d => d.Outcomes).Select(o => o.Text),
            ["verdicts"] = Schema.Verdicts.Select(v => v.Name),
            ["reasons"] = Schema.Verdicts.SelectMany(v => v.Reasons),
            ["results"] = Schema.Results.Select(r => r.Name),
            ["decisions"] = Schema.Decisions.Select(d => d.Name),
            ["kernels"] = Schema.Kernels.Concat(Schema.Platforms),
            ["units"] = Units.Sizes.Append(Units.Bits).Select(u => u.Name),
            ["step-verbs"] = StepReader.Verbs,
            ["step-particles"] = Particles(),
            ["seen"] = ExpectationReader.Seen,
        }.ToImmutableSortedDictionary(l => l.Key, l => Sorted(l.Value));

    // What a step may hold beside its verb stands only in the code that reads steps.
    private static IEnumerable<string> Particles() =>
        Sources("*StepReader.cs", "src", "Policies", "Scenarios")
            .SelectMany(s => WordSkipped().Matches(s))
            .Select(m => m.Groups["word"].Value);

    private static IEnumerable<string> Sources(string names, params string[] folder) =>
        Directory.EnumerateFiles(RepositoryRoot.At(folder), names).Select(File.ReadAllText);

    private static bool IsConsequence(FactSymbol fact) => fact.Use.HasFlag(FactUse.Consequence);

    private static IEnumerable<string> NamesOf(IEnumerable<FactSymbol> facts) =>
        facts.Select(f => f.Name);

    private static IEnumerable<string> MembersOf(FactSymbol fact) =>
        fact.Type is ValueType.Enumeration type ? type.Members : [];

    // `iommu shared` stands before `iommu`, so that a list can be tried in its order.
    private static ImmutableArray<string> Sorted(IEnumerable<string> words) =>
    [
        .. words.Distinct()
            .OrderByDescending(w => w.Count(c => c == ' '))
            .ThenBy(w => w, StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\bKeyword\(""(?<word>[a-z]+)""\)")]
    private static partial Regex KeywordAsked();

    [GeneratedRegex(@"\[""(?<word>[a-z]+)""\] = \w+Grammar\.")]
    private static partial Regex DeclarationKey();

    [GeneratedRegex(@"\bSkip\(""(?<word>[a-z_]+)""\)")]
    private static partial Regex WordSkipped();
}
