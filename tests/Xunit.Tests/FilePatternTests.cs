using DmaRules.Xunit.Files;

namespace DmaRules.Xunit.Tests;

public sealed class FilePatternTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public FilePatternTests()
    {
        foreach (var path in new[]
        {
            "a.rules", "policies/b.rules", "policies/b1.rules", "policies/c.txt",
            "policies/x/d.rules", "policies/x/y/e.rules", "other/x/f.rules", "policies/.g.rules",
        })
        {
            var full = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, path);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a.rules", "a.rules")]
    [InlineData("*.rules", "a.rules")]
    [InlineData("policies/*.rules", "policies/b.rules policies/b1.rules")]
    [InlineData("policies\\*.rules", "policies/b.rules policies/b1.rules")]
    [InlineData("./policies//*.rules", "policies/b.rules policies/b1.rules")]
    [InlineData("policies/b?.rules", "policies/b1.rules")]
    [InlineData("policies/**/*.rules",
        "policies/b.rules policies/b1.rules policies/x/d.rules policies/x/y/e.rules")]
    [InlineData("policies/**",
        "policies/b.rules policies/b1.rules policies/c.txt policies/x/d.rules "
        + "policies/x/y/e.rules")]
    [InlineData("**/x/*", "other/x/f.rules policies/x/d.rules")]
    [InlineData("**/**/x/*", "other/x/f.rules policies/x/d.rules")]
    [InlineData("*/x/*.rules", "other/x/f.rules policies/x/d.rules")]
    [InlineData("**/y/**/e.rules", "policies/x/y/e.rules")]
    [InlineData("policies/x/../*.txt", "policies/c.txt")]
    [InlineData("nowhere/**/*.rules", "")]
    [InlineData("policies", "")]
    [InlineData("", "")]
    [InlineData("/", "")]
    [InlineData("[a]*.rules", "")]
    public void APatternMeansTheseFiles(string pattern, string files) =>
        string.Join(' ', FilePattern.Match(_folder, pattern).Select(f => f.Path))
            .ShouldBe(files);

    [Theory]
    [InlineData("policies/*.rules", "b.rules b1.rules")]
    [InlineData("policies/x/**/*.rules", "d.rules y/e.rules")]
    [InlineData("**/e.rules", "policies/x/y/e.rules")]
    public void AFileIsCalledByWhatThePatternLeavesOpen(string pattern, string names) =>
        string.Join(' ', FilePattern.Match(_folder, pattern).Select(f => f.Name))
            .ShouldBe(names);

    [Fact]
    public void APatternMayStartAtTheRoot()
    {
        var found = FilePattern.Match("/nowhere", Path.Combine(_folder, "policies", "*.txt"));

        found.ShouldHaveSingleItem().Name.ShouldBe("c.txt");
        File.Exists(Path.Combine("/nowhere", found[0].Path)).ShouldBeTrue();
    }

    [Fact]
    public void LinksThatLeadBackUpAreNotFollowed()
    {
        Directory.CreateSymbolicLink(Path.Combine(_folder, "policies", "up"), _folder);

        FilePattern.Match(_folder, "**/a.rules").ShouldHaveSingleItem().Path.ShouldBe("a.rules");
    }
}
