using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DmaRules.Dsl;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Editors.Tests.Words;

/// <summary>Every policy of the repository, and texts made to be hard to colour.</summary>
internal static partial class SampleFiles
{
    private static readonly string[] Pieces =
    [
        "rule", "policy", "decide", "when", "in", "in-low", "notify", "orange", "dma.ok", "not",
        "is", "dma_mask", "a..b", "x-", "-y", "64", "64_000", "0x1F", "0x", "0xfg", "12ab", "bits",
        "KiB", "\"a # b\"", "\"open", "\"\"", "#", "# \"no text", "=>", "==", "!=", "=", "||",
        "|", "..", "-", "{", "}", "(", ")", ",", ":", "&&", "!", "@", "_x", "ä", "日本", ".", "..x",
        "yes", "a--b", "\n", "\n", "\n  ", "\t", "expect", "given", "by", "dma", "table",
        "scenario", "test",
        "\u201ctext\u201d", "\u201etext\"", "'a'", "\u2018", "\u2192",
        "\u2013>", "=<", "->", "[", "*", ";", "//", "dm\u0430.ok", "a\u2011b", "x\u200by",
        "\uff1d=", "\ufeff",
    ];

    /// <summary>What people wrote: shipped policies, examples, corpus and the blocks in the docs,
    /// good or broken; but not what waits to be formatted, with comments where nobody puts
    /// one.</summary>
    public static ImmutableArray<SourceText> All { get; } =
    [
        .. new[] { "src", "examples", "tests" }
            .SelectMany(f => Directory.EnumerateFiles(
                RepositoryRoot.At(f), "*.rules", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal))
            .Where(f => !f.Contains("/Corpus/format/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(f => SourceReader.Read(
                Path.GetRelativePath(RepositoryRoot.Path, f), File.ReadAllBytes(f)))
            .Where(r => r.Diagnostics.IsEmpty)
            .Select(r => r.Value)
            .OfType<SourceText>(),
        .. Directory.EnumerateFiles(RepositoryRoot.At("docs"), "*.md", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .SelectMany(f => Block().Matches(File.ReadAllText(f)).Select((m, i) =>
                new SourceText($"{Path.GetFileName(f)} block {i}", m.Groups["text"].Value))),
    ];

    /// <summary>Pieces of the language thrown together.</summary>
    public static IEnumerable<SourceText> Random(int count, ulong seed)
    {
        var random = new SplitMix64(seed);
        for (var i = 0; i < count; i++)
        {
            var pieces = Enumerable.Range(0, 40).Select(_ =>
                random.Pick(Pieces) + (random.OneIn(3) ? "" : " "));
            yield return new SourceText($"random {i} of seed {seed}", string.Concat(pieces));
        }
    }

    [GeneratedRegex(@"^```rules[^\n]*\n(?<text>.*?)^```",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
