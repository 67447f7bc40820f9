using System.Collections.Immutable;
using System.Text;
using DmaRules.Dsl.Text;
using DmaRules.Editors.Tests.Words;

namespace DmaRules.Editors.Tests.TextMate;

/// <summary>The grammar for Visual Studio Code says of every lexeme what the real scanner and
/// parser say of it.</summary>
public sealed class ScopeTests
{
    private static readonly Dictionary<WordRole, string[]> ScopesOf = new()
    {
        [WordRole.Comment] = ["comment.line"],
        [WordRole.Text] = ["string.quoted"],
        [WordRole.OpenText] = ["invalid.illegal.unclosed-text"],
        [WordRole.Number] = ["constant.numeric"],
        [WordRole.BrokenNumber] = ["invalid.illegal.number", "constant.numeric"],
        [WordRole.Stray] = ["invalid.illegal.stray"],
        [WordRole.Sign] = ["keyword.operator", "punctuation", "constant.language.every"],
        [WordRole.AnyWord] =
            ["keyword", "storage", "entity", "variable", "support", "constant.language.boolean"],
        [WordRole.Keyword] = ["keyword"],
        [WordRole.Hit] = ["storage.modifier"],
        [WordRole.Type] = ["storage.type"],
        [WordRole.Unit] = ["keyword.other.unit"],
        [WordRole.Flag] = ["constant.language.boolean"],
        [WordRole.Declared] = ["entity.name"],
        [WordRole.Fact] = ["variable.language"],
        [WordRole.OwnName] = ["variable.other"],
        [WordRole.Member] = ["support.constant.member"],
        [WordRole.Outcome] = ["support.function.outcome"],
        [WordRole.Decision] = ["support.type.decision"],
        [WordRole.Result] = ["support.type.result"],
        [WordRole.Verdict] = ["support.constant.verdict"],
        [WordRole.Reason] = ["support.constant.reason"],
        [WordRole.Kernel] = ["support.constant.kernel"],
        [WordRole.Actor] = ["entity.name.type.actor"],
        [WordRole.Mapping] = ["variable.other"],
        [WordRole.StepVerb] = ["support.function.step"],
        [WordRole.StepParticle] = ["keyword.other.step"],
        [WordRole.Expected] = ["keyword", "support", "entity.name", "variable.language"],
    };

    [FactInNode]
    public void EveryLexemeOfEveryFileIsScopedAsWhatItIs() => Agree(SampleFiles.All);

    [FactInNode]
    public void PiecesThrownTogetherAreScopedAsWhatTheyAre() =>
        Agree([.. SampleFiles.Random(count: 300, seed: 20260101)]);

    [FactInNode]
    public void KnownFilesAreScopedAsTheyWere()
    {
        var folder = RepositoryRoot.At("tests", "Corpus", "editors");
        string[] files = [.. Directory.EnumerateFiles(folder, "*.rules").Order()];
        string[] texts = [.. files.Select(File.ReadAllText)];
        foreach (var (file, text, runs) in files.Zip(texts, Tokeniser.Read(texts)))
        {
            Golden.Check(Dump(text, runs), Path.ChangeExtension(file, ".scopes.txt"));
        }
    }

    private static void Agree(ImmutableArray<SourceText> sources)
    {
        var scoped = Tokeniser.Read(sources.Select(s => s.Content));
        var wrong = sources.Zip(scoped).SelectMany(f => Differences(f.First, f.Second));
        string.Join('\n', wrong.Take(20)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Differences(
        SourceText source, ImmutableArray<ScopedText> runs) =>
        from word in Lexicon.Of(source)
        from run in runs
        where run.Span.Start < word.Span.End && run.Span.End > word.Span.Start
        where !run.Scopes.Any(s => ScopesOf[word.Role].Any(r => IsBelow(s, r)))
        let at = source.PositionOf(word.Span.Start)
        select $"{source.Path}({at.Line},{at.Column}): `{source[word.Span]}` is {word.Role}, "
            + $"but `{source[run.Span]}` has {string.Join(' ', run.Scopes)}";

    private static bool IsBelow(string scope, string root) =>
        scope.StartsWith(root + ".", StringComparison.Ordinal);

    private static string Dump(string text, ImmutableArray<ScopedText> runs)
    {
        var page = new StringBuilder();
        var source = new SourceText("", text);
        for (var line = 1; line <= source.LineCount; line++)
        {
            page.Append('>').Append(source.Line(line)).Append('\n');
            foreach (var run in runs.Where(r => source.PositionOf(r.Span.Start).Line == line))
            {
                var scopes = run.Scopes.Select(
                    s => s.Replace(".dmarules", "", StringComparison.Ordinal));
                page.Append($"    {source[run.Span].Trim()}    {string.Join(' ', scopes)}\n");
            }
        }

        return page.ToString();
    }
}
