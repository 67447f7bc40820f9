using System.Collections.Immutable;
using DmaRules.Agreement.Tests.Generation;
using DmaRules.Compilation;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Agreement.Tests;

/// <summary>A file can call things whatever it likes, and still nothing of it becomes
/// code.</summary>
public sealed class HostileNameTests
{
    private const ulong Seed = 11;

    public static TheoryData<string> Names { get; } =
    [
        "",
        " ",
        "9lives",
        "class",
        "await",
        "record",
        "value",
        "Facts",
        "Fact",
        "Bool",
        "Window",
        "WindowRule",
        "DmaRules",
        "System",
        "Equals",
        "GetType",
        "Finalize",
        "facts",
        "node",
        "N3",
        "_",
        "@if",
        "a-b.c",
        "x = 0; } static T() { System.Console.Beep(); } //",
        "*/ evil(); /*",
        "// \n evil();",
        "a\r\nevil();",
        "a\u2028evil();",
        "a\u2029evil();",
        "a\u0085evil();",
        "a\vb\fc\0d",
        "\\u000a evil();",
        "\\u007d",
        "\"; evil(); \"",
        "'\"\"\"{evil()}",
        "#if false",
        "#error no",
        "\u202egnorw",
        "\ufeffname",
        "\ud800",
        "ｃｌａｓｓ",
        "naïve-ñame",
        new string('x', 5000),
        new string('\n', 5000),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyNameAnywhereStillMeansTheSame(string name)
    {
        var graph = Named(name);

        AgreementCheck.Run(graph, Seed);
        using var policy = PolicyCompiler.Compile(name, [graph, graph, Named(name + "2")]);
        policy.Selectors.Length.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyNameLeavesOnlyPlainLettersAndKnownStatements(string name)
    {
        var text = CSharpEmitter.Emit(name, [Named(name)]).Text;

        text.ShouldAllBe(c => (c >= ' ' && c <= '~' && c != '\\') || c == '\n');
        var root = CSharpSyntaxTree.ParseText(text).GetRoot();
        root.GetDiagnostics().ShouldBeEmpty();
        root.DescendantNodes().OfType<InvocationExpressionSyntax>().ShouldBeEmpty();
        root.DescendantNodes().OfType<MethodDeclarationSyntax>().Count().ShouldBe(1);
        root.DescendantNodes().OfType<LiteralExpressionSyntax>()
            .ShouldAllBe(l => l.IsKind(SyntaxKind.NumericLiteralExpression));
        root.DescendantTrivia().Where(t => t.IsDirective).ShouldBeEmpty();
        root.DescendantTrivia().Where(t => t.IsKind(SyntaxKind.MultiLineCommentTrivia))
            .ShouldBeEmpty();
    }

    [Fact]
    public void TenThousandEqualNamesAreAllDifferentConstants()
    {
        var graph = SampleGraphs.LowWindow();
        var rules = Enumerable.Repeat(graph.Rules[0], 10_000).ToImmutableArray();

        var text = CSharpEmitter.Emit("p", [graph with { Rules = rules }]).Text;

        text.ShouldContain("public const int low_window_10000 = 9999;");
    }

    [Fact]
    public void AGraphWithoutSymbolsIsWrittenInNumbers()
    {
        var graph = SampleGraphs.LowWindow() with { Facts = [], Rules = [], Origins = [] };

        AgreementCheck.Run(graph, Seed);
        CSharpEmitter.Emit("p", [graph]).Text.ShouldContain("if (facts[4] < facts[2]) return 1;");
    }

    private static DecisionGraph Named(string name)
    {
        var place = new SourcePlace(new SourceText(name, name), new TextSpan(0, 0));
        var outcome = new OutcomeSymbol(name, false, name);
        var direction = new ValueType.Enumeration(name, [name, name]);
        var graph = SampleGraphs.LowWindow();
        return graph with
        {
            Name = name,
            Rules = [.. graph.Rules.Select(_ => new GraphRule(name, outcome, name, place))],
            Facts =
            [
                .. graph.Facts.Select(f => f with
                {
                    Name = name,
                    Type = f.Type is ValueType.Enumeration ? direction : f.Type,
                }),
            ],
        };
    }
}
