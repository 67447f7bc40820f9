using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using DmaRules.Cli.Tests.Running;
using DmaRules.Editors.Tests.Words;

namespace DmaRules.Editors.Tests.TextMate;

/// <summary>What the folder for Visual Studio Code holds beside its grammar.</summary>
public sealed partial class ExtensionTests : IDisposable
{
    private static readonly string Folder = RepositoryRoot.At("editors", "vscode");
    private readonly string _scratch = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [FactInNode]
    public void NpmPackagesIt()
    {
        var package = Path.Combine(_scratch, "dmarules.vsix");

        var run = Tool.RunIn(Folder, "npm", ["run", "package", "--", "--out", package], "");

        run.Exit.ShouldBe(0, run.Output + run.Errors);
        run.Output.ShouldNotContain("WARNING");
        using var archive = ZipFile.OpenRead(package);
        archive.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal).ShouldBe(
        [
            "[Content_Types].xml",
            "extension.vsixmanifest",
            "extension/LICENSE.txt",
            "extension/language-configuration.json",
            "extension/package.json",
            "extension/readme.md",
            "extension/snippets/dmarules.json",
            "extension/syntaxes/dmarules.tmLanguage.json",
        ]);
    }

    [Fact]
    public void TheProblemMatcherReadsWhatCheckSays()
    {
        var pattern = Json("package.json").GetProperty("contributes")
            .GetProperty("problemMatchers")[0].GetProperty("pattern");
        var regexp = new Regex(Text(pattern, "regexp"), RegexOptions.ECMAScript);
        var found = CommandRun.Of("check", "tests/Corpus/broken/unit-mix.rules").Lines
            .Select(l => regexp.Match(l)).Where(m => m.Success).ToList();

        found.Count.ShouldBeGreaterThan(4);
        var first = found[0];
        Part(first, "file").ShouldBe("tests/Corpus/broken/unit-mix.rules");
        (Part(first, "line"), Part(first, "column")).ShouldBe(("4", "30"));
        (Part(first, "severity"), Part(first, "code")).ShouldBe(("error", "DMA2003"));
        Part(first, "message").ShouldStartWith("`dma_mask` is bits");

        string Part(Match match, string name) =>
            match.Groups[pattern.GetProperty(name).GetInt32()].Value;
    }

    [Fact]
    public void EverySnippetIsGoodAsItComes()
    {
        foreach (var snippet in Json("snippets/dmarules.json").EnumerateObject())
        {
            var body = string.Join('\n', snippet.Value.GetProperty("body")
                .EnumerateArray().Select(l => l.GetString()));
            var path = Path.Combine(_scratch, $"{Text(snippet.Value, "prefix")}.rules");
            File.WriteAllText(path, Whole(Expanded(body)));

            var check = CommandRun.Of("check", path);
            check.Exit.ShouldBe(0, $"{snippet.Name}: {check.Output}{File.ReadAllText(path)}");
            var test = CommandRun.Of("test", path);
            test.Exit.ShouldBe(0, $"{snippet.Name}: {test.Output}");
        }
    }

    [Fact]
    public void LinesAreIndentedBehindABraceAndNotBeforeOne()
    {
        var rules = Json("language-configuration.json").GetProperty("indentationRules");
        var deeper = new Regex(Text(rules, "increaseIndentPattern"), RegexOptions.ECMAScript);
        var back = new Regex(Text(rules, "decreaseIndentPattern"), RegexOptions.ECMAScript);
        var library = RepositoryRoot.At("src", "Policies", "Library");
        var opened = 0;
        foreach (var file in Directory.EnumerateFiles(library, "*.rules"))
        {
            var lines = File.ReadAllLines(file);
            var pairs = lines.Zip(lines.Skip(1)).Where(p => deeper.IsMatch(p.First));
            foreach (var (line, next) in pairs)
            {
                opened++;
                IndentOf(next).ShouldBe(IndentOf(line) + 2, $"{file}: {line}");
            }

            lines.Where(l => back.IsMatch(l)).ShouldAllBe(l => IndentOf(l) == 0);
        }

        opened.ShouldBeGreaterThan(20);
    }

    private static int IndentOf(string line) => line.Length - line.TrimStart().Length;

    private static string Expanded(string body) =>
        Choice().Replace(Default().Replace(body, "${text}"), "${text}")
            .Replace("$0", "", StringComparison.Ordinal);

    // A snippet of a rule stands in a decision, and one without `policy` stands in a policy.
    private static string Whole(string text) =>
        text.StartsWith("policy", StringComparison.Ordinal) ? text
        : text.StartsWith("rule", StringComparison.Ordinal)
            ? $"policy \"p\"\n\ndecide path first {{\n  {text}\n  otherwise => iommu\n}}\n"
        : $"policy \"p\"\n\n{text}\n";

    private static JsonElement Json(string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name))).RootElement;

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString().ShouldNotBeNull();

    [GeneratedRegex(@"\$\{\d+:(?<text>[^}]*)\}")]
    private static partial Regex Default();

    [GeneratedRegex(@"\$\{\d+\|(?<text>[^,|]*)[^|]*\|\}")]
    private static partial Regex Choice();
}
