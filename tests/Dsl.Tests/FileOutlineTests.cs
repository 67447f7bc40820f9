using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

/// <summary>What can be said of a file without parsing it.</summary>
public sealed class FileOutlineTests
{
    [Fact]
    public void NamesWhatTheFirstColumnDeclares() => Outline(
        """
        policy "mine" version "1"
          because "a reason"   # policy
        use "other.rules"
        param wide : bits = 64 bits
          because "why wide"
        let narrow = dma_mask < 64 bits
        decide path first {
          rule because-of when narrow => iommu
            because "of the rule"
          otherwise => bypass
        }
        scenario "two words" {
        """)
        .ShouldBe(
        [
            "policy mine because a reason",
            "use other.rules",
            "param wide : bits because why wide",
            "let narrow",
            "decide path because of the rule",
            "scenario two words",
        ]);

    [Fact]
    public void ABrokenFileStillHasItsNames() =>
        Outline(
            "param : bool\nparam\n\"text\" }\nlet a\n  test \"indented\"\ntest \"open\nparam b :")
            .ShouldBe(["param text", "let a", "param b"]);

    [Fact]
    public void AFileOverTheLimitIsNotRead() =>
        Outline("let a\n" + new string('#', Limits.FileBytes)).ShouldBeEmpty();

    private static IEnumerable<string> Outline(string text) =>
        FileOutline.Read(new SourceText("a.rules", text)).Select(e => $"{e.Keyword} {e.Name}"
            + (e.Type is null ? "" : $" : {e.Type}")
            + (e.Because is null ? "" : $" because {e.Because}"));
}
