namespace DmaRules.Editors.Tests.Words;

/// <summary>The samples are there: a grammar that is compared with nothing agrees with
/// everything.</summary>
public sealed class SampleFilesTests
{
    [Theory]
    [InlineData("src/Policies/Library/pseries-v5.6.rules")]
    [InlineData("examples/02-narrow-masks-break-silently/story.rules")]
    [InlineData("tests/Corpus/broken/stray-characters.rules")]
    [InlineData("tests/Corpus/editors/hostile.rules")]
    [InlineData("language.md block 10")]
    public void TheyHoldEveryKindOfFile(string path) =>
        SampleFiles.All.ShouldContain(s => s.Path == path);

    [Fact]
    public void EveryRoleIsMet() =>
        SampleFiles.All.SelectMany(Lexicon.Of).Select(w => w.Role).Distinct().Count()
            .ShouldBe(Enum.GetValues<WordRole>().Length);
}
