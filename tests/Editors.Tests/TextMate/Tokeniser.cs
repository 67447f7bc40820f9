using System.Collections.Immutable;
using System.Text.Json;
using DmaRules.Dsl.Text;
using DmaRules.Editors.Tests.Words;

namespace DmaRules.Editors.Tests.TextMate;

/// <summary>A run of characters and the scopes it was given, the outermost first.</summary>
internal sealed record ScopedText(TextSpan Span, ImmutableArray<string> Scopes);

/// <summary>Visual Studio Code's tokeniser with our grammar.</summary>
internal static class Tokeniser
{
    private static readonly string Folder = RepositoryRoot.At("editors", "vscode");

    public static string Grammar { get; } =
        Path.Combine(Folder, "syntaxes", "dmarules.tmLanguage.json");

    /// <summary>The scoped runs of each text.</summary>
    public static ImmutableArray<ImmutableArray<ScopedText>> Read(IEnumerable<string> texts)
    {
        var script = RepositoryRoot.At("tests", "Editors.Tests", "TextMate", "tokenize.mjs");
        var run = Tool.RunIn(
            Folder, "node", [script, Grammar, Folder], JsonSerializer.Serialize(texts));
        run.Exit.ShouldBe(0, run.Errors);
        return
        [
            .. JsonDocument.Parse(run.Output).RootElement.EnumerateArray()
                .Select(t => t.EnumerateArray().Select(ReadOne).ToImmutableArray()),
        ];
    }

    private static ScopedText ReadOne(JsonElement token) => new(
        new TextSpan(token[0].GetInt32(), token[1].GetInt32()),
        [.. token.EnumerateArray().Skip(2).Select(s => s.GetString() ?? "")]);
}
