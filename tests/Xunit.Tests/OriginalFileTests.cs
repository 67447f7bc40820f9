using DmaRules.Xunit.Files;

namespace DmaRules.Xunit.Tests;

public sealed class OriginalFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    private string Copy => At("bin", "policies", "a.rules");

    private string Code => At("tests", "deep", "Tests.cs");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("tests/deep/policies/a.rules")]
    [InlineData("tests/policies/a.rules")]
    [InlineData("policies/a.rules")]
    public void ItStandsBesideTheCodeOrAboveIt(string original)
    {
        Write(Copy, "policy \"a\"");
        Write(At(original), "policy \"a\"");

        OriginalFile.Of("policies/a.rules", Copy, Code).ShouldBe(At(original));
    }

    [Fact]
    public void AnotherFileOfThatNameIsNotTheOriginal()
    {
        Write(Copy, "policy \"a\"");
        Write(At("tests", "policies", "a.rules"), "policy \"b\"");

        OriginalFile.Of("policies/a.rules", Copy, Code).ShouldBe(Copy);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Tests.cs")]
    [InlineData("/_/tests/Tests.cs")]
    public void WhereTheCodeIsNotHereTheCopyIsShown(string code)
    {
        Write(Copy, "policy \"a\"");

        OriginalFile.Of("policies/a.rules", Copy, code).ShouldBe(Copy);
    }

    private string At(params string[] path) => Path.Combine([_folder, .. path]);

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
