using DmaRules.Tidy.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>What fits on a screen can be read at once.</summary>
internal static class Lengths
{
    public const int Columns = 100;
    public const int MethodLines = 50;
    public const int FileLines = 300;

    public static IEnumerable<Complaint> LongLines(SourceFile file) =>
        from line in Enumerable.Range(1, file.Lines.Length)
        let columns = file.Lines[line - 1].Length
        where columns > Columns
        select file.At(line, $"{columns} columns; the limit is {Columns}");

    public static IEnumerable<Complaint> LongMethods(SourceFile file) =>
        from method in file.Tree.DescendantNodes().Where(IsMethod)
        let lines = LineCount(method)
        where lines > MethodLines
        select file.At(method, $"{lines} lines in one method; the limit is {MethodLines}");

    public static IEnumerable<Complaint> LongFiles(SourceFile file) =>
        file.Lines.Length > FileLines
            ? [file.Whole($"{file.Lines.Length} lines; the limit is {FileLines}")]
            : [];

    private static bool IsMethod(SyntaxNode node) => node
        is BaseMethodDeclarationSyntax
        or LocalFunctionStatementSyntax
        or AccessorDeclarationSyntax
        or ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax };

    private static int LineCount(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }
}
