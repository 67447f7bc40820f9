using System.Text.RegularExpressions;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>Words that tie the repository to one machine or one registry. Each is taken apart
/// here, so that this file does not complain about itself.</summary>
internal static partial class Leaks
{
    private static readonly string[] RegistryWords =
        ["nuget" + ".org", "npm" + "js", "\"resolved\"" + ": \"http"];

    public static IEnumerable<Complaint> Registries(SourceFile file) =>
        from line in Enumerable.Range(1, file.Lines.Length)
        from word in RegistryWords
        where file.Lines[line - 1].Contains(word, StringComparison.OrdinalIgnoreCase)
        select file.At(line, $"`{word}`: where packages come from is the builder's choice");

    public static IEnumerable<Complaint> MachinePaths(SourceFile file, string checkout) =>
        from line in Enumerable.Range(1, file.Lines.Length)
        let match = HomeOfSomebody().Match(file.Lines[line - 1])
        where match.Success || file.Lines[line - 1].Contains(checkout, StringComparison.Ordinal)
        select file.At(line, $"a path of one machine: {(match.Success ? match.Value : checkout)}");

    [GeneratedRegex(
        @"(?<![\w.}\)/*-])/(builds?|home|mnt|root|Users|work(space)?)/[\w.-]+|\b[A-Z]:\\[\w.-]+")]
    private static partial Regex HomeOfSomebody();
}
