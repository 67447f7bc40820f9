using System.Globalization;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests.Formatting;

/// <summary>Any file is formatted without loss, or left alone.</summary>
public sealed class RandomFormattingTests
{
    private const string CasesVariable = "DMARULES_FORMAT_CASES";
    private const string SeedVariable = "DMARULES_FORMAT_SEED";
    private const ulong FewCases = 600;

    private static readonly string[] Originals =
    [
        .. new[] { "src/Policies/Library", "examples", "tests/Corpus" }
            .SelectMany(f => Directory.GetFiles(
                Path.Combine(Corpus.Repository, f), "*.rules", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(f => Corpus.ReadFile(f).Value)
            .OfType<SourceText>()
            .Where(s => !FileGrammar.Read(s).HasErrors)
            .Select(s => s.Content),
    ];

    public static TheoryData<string> SmallFiles => [.. Corpus.Names("format")];

    [Fact]
    public void MutatedFilesLoseNothing()
    {
        var first = ReadNumber(SeedVariable, 1);
        var cases = ReadNumber(CasesVariable, FewCases);
        var formatted = 0UL;
        for (var seed = first; seed - first < cases; seed++)
        {
            var random = new SplitMix64(seed);
            var text = new FileMutation(random).Of(random.Pick(Originals));
            formatted += FormattingCheck.Run(text, $"{SeedVariable}={seed}") ? 1UL : 0;
        }

        (formatted * 5).ShouldBeGreaterThan(cases, "too few mutations leave a good file");
    }

    [Theory]
    [MemberData(nameof(SmallFiles))]
    public void ACommentMayStandAnywhere(string name)
    {
        var text = Corpus.Read("format", $"{name}.rules").Content;
        foreach (var gap in GapsOf(text))
        {
            FormattingCheck.Run(text.Insert(gap, " # behind\n"), $"{name}, behind {gap}");
            FormattingCheck.Run(text.Insert(gap, "\n    # alone\n"), $"{name}, above {gap}");
        }
    }

    [Theory]
    [MemberData(nameof(SmallFiles))]
    public void CommentsMayStandEverywhere(string name)
    {
        var text = Corpus.Read("format", $"{name}.rules").Content;
        var count = 0;
        foreach (var gap in GapsOf(text).Reverse())
        {
            var number = count.ToString(CultureInfo.InvariantCulture);
            var lines = (count % 3) switch
            {
                0 => $" # {number}\n",
                1 => $"\n # {number}\n",
                _ => $" # {number}\n\n # and\n    # more\n",
            };
            var with = text.Insert(gap, lines);
            if (FormattingCheck.Run(with, name))
            {
                text = with;
                count++;
            }
        }

        count.ShouldBeGreaterThan(5);
    }

    private static IEnumerable<int> GapsOf(string text) =>
        LexemeScanner.ScanAll(new SourceText("gaps.rules", text)).Lexemes
            .Select(l => l.Span.Start)
            .Append(text.Length);

    private static ulong ReadNumber(string variable, ulong usual) =>
        ulong.TryParse(
            Environment.GetEnvironmentVariable(variable),
            CultureInfo.InvariantCulture,
            out var value)
            ? value
            : usual;
}
