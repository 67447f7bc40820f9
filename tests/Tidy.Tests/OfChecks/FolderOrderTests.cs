using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class FolderOrderTests
{
    private static readonly FolderRow Row =
        new("Dsl", [["Text"], ["Binding", "Graph"], ["Evaluation"]]);

    private static readonly SourceFile GraphType =
        new("src/Dsl/Graph/DecisionGraph.cs", "class DecisionGraph { }");

    [Theory]
    [InlineData("using DmaRules.Dsl.Graph;")]
    [InlineData("using static DmaRules.Dsl.Graph.DecisionGraph;")]
    [InlineData("using Short = DmaRules.Dsl.Graph.DecisionGraph;")]
    [InlineData("class A { DmaRules.Dsl.Graph.DecisionGraph _graph; }")]
    [InlineData("class A { global::DmaRules.Dsl.Graph.DecisionGraph _graph; }")]
    [InlineData("class A { Dsl.Graph.DecisionGraph _graph; }")]
    [InlineData("class A { Graph.DecisionGraph _graph; }")]
    [InlineData("class A { int One() => Graph.DecisionGraph.Count(); }")]
    public void ComplainsAboutALaterFolderHoweverItIsNamed(string code) =>
        ComplaintsOf("src/Dsl/Text/A.cs", code).ShouldNotBeEmpty();

    [Theory]
    [InlineData("src/Dsl/Evaluation/A.cs", "using DmaRules.Dsl.Graph;")]
    [InlineData("src/Dsl/Binding/A.cs", "using DmaRules.Dsl.Graph;")]
    [InlineData("src/Dsl/Graph/Inner/A.cs", "using DmaRules.Dsl.Graph;")]
    [InlineData("src/Dsl/Policy.cs", "using DmaRules.Dsl.Evaluation;")]
    [InlineData("src/Dsl/Text/A.cs", "using DmaRules.Runtime.Units;")]
    [InlineData("src/Dsl/Text/A.cs", "class A { int One() => Graph.Nodes.Count(); }")]
    [InlineData("src/Dsl/Text/A.cs", "namespace DmaRules.Dsl.Text;")]
    public void AcceptsEarlierFoldersEqualsAndWhatOnlyLooksLikeOne(string path, string code) =>
        ComplaintsOf(path, code).ShouldBeEmpty();

    [Fact]
    public void ComplainsAboutAFolderWithoutAPlace() =>
        ComplaintsOf("src/Dsl/Somewhere/A.cs", "").ShouldHaveSingleItem();

    [Theory]
    [InlineData("namespace DmaRules.Dsl.Text;", 0)]
    [InlineData("namespace DmaRules.Dsl;", 1)]
    [InlineData("namespace DmaRules.Dsl.Graph { }", 1)]
    public void ComplainsAboutANamespaceUnlikeItsFolder(string code, int complaints) =>
        FolderOrder.NamespacesUnlikeFolders(new SourceFile("src/Dsl/Text/A.cs", code)).Count()
            .ShouldBe(complaints);

    private static Complaint[] ComplaintsOf(string path, string code)
    {
        var file = new SourceFile(path, code);
        return [.. new FolderOrder(Row, [GraphType, file]).Backward(file)];
    }
}
