using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class PublicTypesTests
{
    [Theory]
    [InlineData("public class A { }")]
    [InlineData("public delegate int A();")]
    [InlineData("namespace N; public enum A { }")]
    [InlineData("/// <summary>A.</summary>\npublic record A { public sealed record B : A; }")]
    [InlineData("// not a doc comment\npublic struct A;")]
    public void ComplainsAboutAPublicTypeWithoutWords(string code) =>
        PublicTypes.WithoutWords([new SourceFile("a.cs", code)]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("class A { public class B { } }")]
    [InlineData("/// <summary>A.</summary>\n[Serializable]\npublic class A { }")]
    public void AcceptsWhatIsInternalOrDocumented(string code) =>
        PublicTypes.WithoutWords([new SourceFile("a.cs", code)]).ShouldBeEmpty();

    [Fact]
    public void AsksOnePartOfAPartialType() =>
        PublicTypes.WithoutWords([
            new SourceFile("a.cs", "public partial class A;"),
            new SourceFile("b.cs", "/// <summary>A.</summary>\npublic partial class A;"),
        ]).ShouldBeEmpty();
}
