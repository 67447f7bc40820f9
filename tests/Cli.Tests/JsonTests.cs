using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Every answer and every error is one JSON object that names its schema, as docs/json.md
/// says.</summary>
public sealed partial class JsonTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string DocumentPath => RepositoryRoot.At("docs", "json.md");

    [Theory]
    [InlineData("matrix", 0)]
    [InlineData("eval pseries-v5.6", 0)]
    [InlineData("eval pseries-v5.6 iommu_off --why", 0)]
    [InlineData("eval mask-guard is_secure_guest dma_mask=32 --why", 0)]
    [InlineData("run pseries-v5.6", 0)]
    [InlineData("run pseries-v6.12 is_secure_guest dma_mask=32", 1)]
    [InlineData("run tests/Corpus/cli/failing.rules", 1)]
    [InlineData("test tests/Corpus/cli/failing.rules", 1)]
    [InlineData("test tests/Corpus/cli/broken.rules", 1)]
    [InlineData("check tests/Corpus/cli/broken.rules", 1)]
    [InlineData("check pseries-v5.6", 0)]
    [InlineData("fmt --check src/Policies/Library", 0)]
    [InlineData("fmt --check tests/Corpus/format", 1)]
    [InlineData("conform tests/Corpus/cli/differs.csv", 1)]
    [InlineData("list", 0)]
    [InlineData("show pseries-v5.6", 0)]
    [InlineData("facts", 0)]
    [InlineData("explain DMA2001", 0)]
    [InlineData("completion bash", 0)]
    public void EveryAnswerNamesItsSchema(string line, int exit)
    {
        var words = CommandWords.Of(line);
        var run = CommandRun.Of([.. words, "--json"]);

        run.Exit.ShouldBe(exit);
        run.Errors.ShouldBeEmpty();
        run.Json(words[0]);
        CommandRun.Of([.. words, "--format", "json"]).Output.ShouldBe(run.Output);
    }

    [Theory]
    [InlineData("eval", 2)]
    [InlineData("evla x", 2)]
    [InlineData("eval nowhere.rules", 2)]
    [InlineData("eval pseries-v5.6 nothing=1", 2)]
    [InlineData("eval tests/Corpus/cli/broken.rules", 1)]
    [InlineData("matrix tests/Corpus/cli/broken.rules", 1)]
    [InlineData("conform nowhere.csv", 2)]
    [InlineData("fmt pseries-v5.6", 2)]
    [InlineData("explain DMA1", 2)]
    public void EveryErrorIsJsonToo(string line, int exit)
    {
        var run = CommandRun.Of([.. CommandWords.Of(line), "--json"]);

        run.Exit.ShouldBe(exit);
        run.Errors.ShouldBeEmpty();
        var error = run.Json("error");
        error.GetProperty("exit").GetInt32().ShouldBe(exit);
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        (error.GetProperty("diagnostics").GetArrayLength() > 0).ShouldBe(exit == 1);
    }

    [Fact]
    public void TheDocumentShowsWhatTheCommandsAnswer()
    {
        var text = File.ReadAllText(DocumentPath);
        var updated = Example().Replace(text, match =>
        {
            var words = CommandWords.Of(match.Groups["line"].Value);
            var answer = JsonNode.Parse(CommandRun.Of(words).Output);
            return $"`dmarules {match.Groups["line"].Value}`\n\n```json\n{Shorten(answer)}\n```";
        });

        Golden.Check(updated, DocumentPath);
    }

    [Fact]
    public void TheDocumentHasEveryCommand()
    {
        var sections = File.ReadAllLines(DocumentPath)
            .Where(l => l.StartsWith("## ", StringComparison.Ordinal))
            .Select(l => l[3..]);
        using var nowhere = new StringWriter();
        var shell = new Shell(TextReader.Null, nowhere, nowhere, RepositoryRoot.Path);
        var commands = Commands.CommandTree.Create(shell).Subcommands
            .Select(c => c.Name)
            .Where(c => c is not "repl");

        sections.ShouldBe([.. commands, "error"], ignoreOrder: true);
    }

    // Two entries of an array show what the others look like.
    private static string? Shorten(JsonNode? node)
    {
        Cut(node);
        return node?.ToJsonString(Indented);
    }

    private static void Cut(JsonNode? node)
    {
        if (node is JsonArray array)
        {
            while (array.Count > 2)
            {
                array.RemoveAt(array.Count - 1);
            }
        }

        JsonNode?[] parts = node switch
        {
            JsonArray entries => [.. entries],
            JsonObject entries => [.. entries.Select(e => e.Value)],
            _ => [],
        };
        foreach (var part in parts)
        {
            Cut(part);
        }
    }

    [GeneratedRegex(
        "^`dmarules (?<line>[^`]*)`\n\n```json\n(.*?)\n```$",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
