using DmaRules.Dsl;
using DmaRules.Xunit.Discovery;
using DmaRules.Xunit.Files;

namespace DmaRules.Xunit.Tests;

/// <summary>What is made of one file, whatever it holds.</summary>
public sealed class FileTestsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    private TestFolder Folder => new(_folder);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AFileIsReadOnce()
    {
        Write("once.rules", "policy \"once\"\n"u8);
        var first = FileTests.Of(Folder, "once.rules");
        Write("once.rules", "policy \"twice\"\n"u8);

        FileTests.Of(Folder, "./once.rules").ShouldBeSameAs(first);
    }

    [Fact]
    public void RowsAreCountedTableByTable()
    {
        Write("rows.rules", """
            policy "rows"
            table "first" {
              | dma_mask || map    |
              | 32 bits  || iommu  |
              | 64 bits  || iommu  |
            }
            table "second" {
              | dma_mask || map    |
              | 64 bits  || bypass |
            }
            """u8);

        var tests = FileTests.Of(Folder, "rows.rules").All;

        tests.Select(t => (t.Title, Passes: t.Run().Failure is null)).ShouldBe(
        [
            ("loads", true),
            ("first, row 1 (line 4)", true),
            ("first, row 2 (line 5)", false),
            ("second, row 1 (line 9)", true),
        ]);
    }

    [Fact]
    public void ATestThatIsGoneIsTold()
    {
        Write("gone.rules", "policy \"gone\"\n"u8);

        Should.Throw<PolicyTestException>(
            () => FileTests.Of(Folder, "gone.rules").Find(PolicyTestKind.Scenario, "was", 1))
            .Message.ShouldBe(
                "gone.rules has no such scenario any more\nhelp: discover the tests again");
    }

    [Theory]
    [InlineData("", "DMA2024")]
    [InlineData("\0", "DMA1005")]
    [InlineData("policy \"a\"\ndecide path first {\n", "DMA1")]
    [InlineData("policy \"a\"\nuse \"broken.rules\"\n", "DMA2022")]
    [InlineData("policy \"a\"\nuse \"nowhere.rules\"\n", "DMA2021")]
    public void AFileThatDoesNotLoadIsListedAndSaysWhy(string content, string code)
    {
        Write("broken.rules", System.Text.Encoding.UTF8.GetBytes(content));

        var listed = Listing.Of(Folder, new FoundFile("broken.rules", "broken.rules"), "")
            .ShouldHaveSingleItem();

        listed.Title.ShouldBe("loads");
        Should.Throw<PolicyTestException>(() => FileTests.Of(Folder, "broken.rules"))
            .Message.ShouldContain(code);
    }

    [Fact]
    public void AFileOverTheLimitIsToldAsSuch()
    {
        Write("huge.rules", new byte[Limits.FileBytes + 1]);

        Should.Throw<PolicyTestException>(() => FileTests.Of(Folder, "huge.rules"))
            .Message.ShouldContain("DMA1013");
    }

    private void Write(string name, ReadOnlySpan<byte> content) =>
        File.WriteAllBytes(Path.Combine(_folder, name), content);
}
