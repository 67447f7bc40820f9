using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DmaRules.Editors.Tests.Words;

namespace DmaRules.Editors.Tests.TextMate;

/// <summary>The grammar file's lists of words are those of the language. <c>UPDATE_GOLDEN=1</c>
/// writes them anew and leaves everything else as it is.</summary>
public sealed class GrammarFileTests
{
    private const string EndOfWord = @"(?!\w|[-.\p{Pd}\p{Cf}\x{2212}]\w)";

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    [Fact]
    public void ListsOfWordsAreThoseOfTheLanguage()
    {
        var grammar = Read();
        foreach (var (name, words) in Vocabulary.Lists)
        {
            var entry = grammar["repository"]?[name].ShouldNotBeNull($"no `{name}` in the grammar");
            entry!["match"] = $"(?:{string.Join('|', words.Select(PatternOf))}){EndOfWord}";
        }

        Golden.Check(grammar.ToJsonString(Written) + "\n", Tokeniser.Grammar);
    }

    [Fact]
    public void EveryKeywordIsKnown()
    {
        var text = File.ReadAllText(Tokeniser.Grammar);
        Vocabulary.Keywords.Where(k => !KeywordSearch.IsIn(text, k)).ShouldBeEmpty();
    }

    private static string PatternOf(string words) =>
        words.Replace(".", @"\.", StringComparison.Ordinal)
            .Replace(" ", @"\s+", StringComparison.Ordinal);

    private static JsonNode Read() =>
        JsonNode.Parse(File.ReadAllText(Tokeniser.Grammar)).ShouldNotBeNull();
}
