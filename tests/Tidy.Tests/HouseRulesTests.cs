using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests;

/// <summary>The house rules, on the repository as it stands. The checks themselves are tested
/// on small bad inputs beside this class.</summary>
public class HouseRulesTests
{
    [Fact]
    public void NoLineIsWiderThan100Columns() => None(Repository.CSharp, Lengths.LongLines);

    [Fact]
    public void NoMethodIsLongerThan50Lines() => None(Repository.CSharp, Lengths.LongMethods);

    [Fact]
    public void NoFileIsLongerThan300Lines() => None(Repository.CSharp, Lengths.LongFiles);

    [Fact]
    public void NothingIsLeftOpen() =>
        None(Repository.CSharp.Concat(Shipped(".rules")), Unfinished.LeftOpen);

    [Fact]
    public void EveryPragmaSaysWhy() => None(Repository.CSharp, Unfinished.PragmasWithoutReason);

    [Fact]
    public void NamesSaySomething() => None(Repository.CSharp, Names.EmptyWords);

    [Fact]
    public void NamesOfTestsAreSentences() =>
        None(Repository.CSharp, Names.TestsThatAreNoSentences);

    [Fact]
    public void ClassesOfTestsAreNamedAfterTheirSubject() =>
        None(Repository.CSharp, Names.TestClassesWithoutSubject);

    [Fact]
    public void PublicTypesHaveADocComment() =>
        None(PublicTypes.WithoutWords(Repository.CSharpOfProduct));

    [Fact]
    public void ProjectsReferenceWhatTheTableSays() => None(
        Repository.ProjectFiles.Where(p => p.Parts[0] == "src"),
        p => Projects.UnlikeTheTable(p, HouseOrder.Projects));

    [Fact]
    public void VersionsStandInOnePlace() =>
        None(Repository.ProjectFiles, Projects.VersionsOfTheirOwn);

    [Fact]
    public void RulesAreSwitchedOffWithAReason() =>
        None(Repository.ProjectFiles, Projects.RulesSwitchedOff);

    [Fact]
    public void NamespacesFollowFolders() =>
        None(Repository.CSharpOfProduct, FolderOrder.NamespacesUnlikeFolders);

    [Theory]
    [InlineData("Dsl")]
    [InlineData("Runtime")]
    [InlineData("Analysis")]
    public void FoldersUseOnlyWhatComesBeforeThem(string project)
    {
        SourceFile[] files = [.. Repository.CSharpOfProduct.Where(f => f.Parts[1] == project)];
        var order = new FolderOrder(HouseOrder.Folders.Single(r => r.Project == project), files);

        None(files, order.Backward);
    }

    [Fact]
    public void NothingNamesARegistry() => None(Repository.Texts, Leaks.Registries);

    [Fact]
    public void NothingNamesAPathOfOneMachine() => None(
        Repository.Texts.Where(f => !Repository.IsRecorded(f)),
        f => Leaks.MachinePaths(f, RepositoryRoot.Path));

    [FactIfPresent("docs/architecture.md")]
    public void TypesInTheArchitectureExist() => None(Documents.UnknownTypes(
        Repository.Find("docs/architecture.md"),
        Documents.DeclaredTypes(Repository.CSharpOfProduct)));

    [FactIfPresent("src/Dsl/Diagnostics/DiagnosticCatalog.cs")]
    public void TheCatalogueHasCodes() =>
        Documents.Codes(Repository.CSharpOfProduct).ShouldNotBeEmpty();

    [FactIfPresent("src/Dsl/Diagnostics/DiagnosticCatalog.cs")]
    public void EveryCodeHasItsPage() => None(Documents.CodesWithoutPage(
        Documents.Codes(Repository.CSharpOfProduct), Repository.Texts));

    [FactIfPresent("docs/diagnostics")]
    public void EveryPageHasItsCode() => None(Documents.PagesWithoutCode(
        Documents.Codes(Repository.CSharpOfProduct), Repository.Under("docs/diagnostics/")));

    [FactIfPresent("src/Dsl/Diagnostics/DiagnosticCatalog.cs")]
    public void EveryCodeIsProvokedByATest() => None(Documents.CodesWithoutTest(
        Documents.Codes(Repository.CSharpOfProduct),
        [.. Repository.Under("tests/").Where(f => f.Parts[1] != "Tidy.Tests")]));

    [FactIfPresent("examples")]
    public void EveryExampleHasAReadme() => None(Examples.WithoutReadme(Repository.Texts));

    [FactIfPresent("examples")]
    public void EveryExampleIsRunByATest() => None(Examples.WithoutTest(Repository.Texts));

    private static IEnumerable<SourceFile> Shipped(string extension) =>
        Repository.Texts.Where(f => f.Name.EndsWith(extension, StringComparison.Ordinal)
            && !Repository.IsRecorded(f));

    private static void None(
        IEnumerable<SourceFile> files, Func<SourceFile, IEnumerable<Complaint>> check) =>
        None(files.SelectMany(check));

    private static void None(IEnumerable<Complaint> complaints) =>
        string.Join('\n', complaints).ShouldBeEmpty();
}
