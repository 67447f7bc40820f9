using System.Collections.Immutable;
using System.Text;
using DmaRules.Dsl.Text;
using DmaRules.Editors.Tests.Words;

namespace DmaRules.Editors.Tests.Vim;

/// <summary>Vim's colours say of every lexeme what the real scanner and parser say of it.</summary>
public sealed class GroupTests : IDisposable
{
    private static readonly string[] KeywordGroups =
    [
        "Arrow", "Bounced", "By", "Column", "Declaration", "Differs", "Dma", "Expect", "For",
        "Given", "GivenNot", "Header", "IsNot", "Keyword", "Meta", "Operator", "Otherwise", "Rule",
        "Shown",
    ];

    private static readonly string[] Names =
        ["Declared", "ParamName", "LetName", "InvariantName", "Name", "GivenName", "Actor"];

    private static readonly string[] Known =
    [
        "Fact", "Consequence", "Member", "Outcome", "Decided", "Differing", "Result", "Verdict",
        "Reason", "Kernel", "StepVerb", "StepParticle", "StepPath", "Seen", "Mapping",
        "Flag", "Unit", "Hit", "Type",
    ];

    private static readonly Dictionary<WordRole, string[]> GroupsOf = new()
    {
        [WordRole.Comment] = ["Comment", "HeadComment"],
        [WordRole.Text] = ["Text"],
        [WordRole.OpenText] = ["OpenText"],
        [WordRole.Number] = ["Number"],
        [WordRole.BrokenNumber] = ["BrokenNumber", "Number"],
        [WordRole.Stray] = ["Stray"],
        [WordRole.Sign] =
        [
            "Sign", "Arrow", "Dash", "Bar", "Colon", "Typed", "GivenNext", "GivenSign", "StepSign",
            "Rows",
        ],
        [WordRole.AnyWord] = [.. KeywordGroups, .. Names, .. Known],
        [WordRole.Keyword] = KeywordGroups,
        [WordRole.Hit] = ["Hit"],
        [WordRole.Type] = ["Type"],
        [WordRole.Unit] = ["Unit"],
        [WordRole.Flag] = ["Flag"],
        [WordRole.Declared] = ["Declared", "ParamName", "LetName", "InvariantName"],
        [WordRole.Fact] = ["Fact", "Consequence"],
        [WordRole.OwnName] = ["Name", "GivenName"],
        [WordRole.Member] = ["Member"],
        [WordRole.Outcome] = ["Outcome"],
        [WordRole.Decision] = ["Decided", "Differing"],
        [WordRole.Result] = ["Result"],
        [WordRole.Verdict] = ["Verdict"],
        [WordRole.Reason] = ["Reason"],
        [WordRole.Kernel] = ["Kernel"],
        [WordRole.Actor] = ["Actor"],
        [WordRole.Mapping] = ["Mapping", "Name"],
        [WordRole.StepVerb] = ["StepVerb"],
        [WordRole.StepParticle] = ["StepParticle"],
        [WordRole.Expected] = [.. KeywordGroups, .. Known, "Declared"],
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules-vim").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [FactInVim]
    public void EveryLexemeOfEveryFileIsColouredAsWhatItIs() => Agree(SampleFiles.All);

    [FactInVim]
    public void PiecesThrownTogetherAreColouredAsWhatTheyAre() =>
        Agree([.. SampleFiles.Random(count: 300, seed: 20260102)]);

    private void Agree(ImmutableArray<SourceText> sources)
    {
        ImmutableArray<ImmutableArray<MarkedWord>> words =
            [.. sources.Select(s => Lexicon.Of(s).ToImmutableArray())];
        var asked = sources.Zip(words).Select((file, i) => new object[]
        {
            Saved(file.First, $"{i}.rules"),
            file.Second.SelectMany(w => EndsOf(w, file.First)),
        });
        var answer = VimProcess.Ask("groups.vim", asked);
        var wrong =
            from file in sources.Zip(words, answer.EnumerateArray())
            let groups = file.Third.EnumerateArray().Select(g => g.GetString() ?? "").ToList()
            from pair in file.Second.Zip(groups.Chunk(2))
            from found in pair.Second.Distinct()
            where !GroupsOf[pair.First.Role].Any(g => found == "dmarules" + g)
            let at = file.First.PositionOf(pair.First.Span.Start)
            select $"{file.First.Path}({at.Line},{at.Column}): `{file.First[pair.First.Span]}` "
                + $"is {pair.First.Role}, but has the group `{found}`";
        string.Join('\n', wrong.Take(20)).ShouldBeEmpty();
    }

    private string Saved(SourceText source, string name)
    {
        var path = Path.Combine(_folder, name);
        // Vim takes the byte order mark for itself, so a character like it needs one before it.
        File.WriteAllText(path, source.Content, Encoding.UTF8);
        return path;
    }

    // A lexeme's first and last character, as Vim counts: in bytes, from 1.
    private static IEnumerable<int[]> EndsOf(MarkedWord word, SourceText source)
    {
        var at = source.PositionOf(word.Span.Start);
        var line = source.StartOfLine(at.Line);
        return new[] { word.Span.Start, word.Span.End - 1 }.Select(offset => new[]
        {
            at.Line,
            Encoding.UTF8.GetByteCount(source.Content.AsSpan(line, offset - line)) + 1,
        });
    }
}
