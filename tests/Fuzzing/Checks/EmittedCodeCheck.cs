using System.Collections.Frozen;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DmaRules.Fuzzing.Checks;

/// <summary>Nothing in a file reaches the C# compiler as code. Generated code is held against all
/// that the emitter can mean to write: a handful of statements, numbers, and names that it declared
/// itself. A file can choose how a name is spelt, in plain letters, and nothing else.</summary>
public static class EmittedCodeCheck
{
    private static readonly FrozenSet<SyntaxKind> Known = FrozenSet.ToFrozenSet(
    [
        SyntaxKind.CompilationUnit, SyntaxKind.UsingDirective, SyntaxKind.QualifiedName,
        SyntaxKind.FileScopedNamespaceDeclaration, SyntaxKind.ClassDeclaration,
        SyntaxKind.FieldDeclaration, SyntaxKind.VariableDeclaration, SyntaxKind.VariableDeclarator,
        SyntaxKind.PredefinedType, SyntaxKind.EqualsValueClause, SyntaxKind.MethodDeclaration,
        SyntaxKind.ParameterList, SyntaxKind.Parameter, SyntaxKind.Block, SyntaxKind.IfStatement,
        SyntaxKind.LabeledStatement, SyntaxKind.GotoStatement, SyntaxKind.ReturnStatement,
        SyntaxKind.IdentifierName, SyntaxKind.NumericLiteralExpression,
        SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression,
        SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression,
        SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression,
        SyntaxKind.SimpleMemberAccessExpression, SyntaxKind.ElementAccessExpression,
        SyntaxKind.BracketedArgumentList, SyntaxKind.Argument, SyntaxKind.InvocationExpression,
        SyntaxKind.ArgumentList, SyntaxKind.LocalDeclarationStatement, SyntaxKind.ElseClause,
    ]);

    private static readonly string[] OfTheEmitter =
        ["DmaRules", "Dsl", "Evaluation", "Generated", "Facts"];

    /// <summary>What is foreign in generated code; null if nothing is.</summary>
    public static string? FindForeign(string code)
    {
        if (code.FirstOrDefault(c => c is not ('\n' or (>= ' ' and <= '~')) or '\\') is var odd
            && odd != default)
        {
            return $"the character U+{(int)odd:x4}";
        }

        var root = CSharpSyntaxTree.ParseText(code).GetRoot();
        return root.GetDiagnostics().Select(d => d.ToString()).FirstOrDefault()
            ?? root.DescendantNodesAndSelf().Where(n => !Known.Contains(n.Kind()))
                .Select(n => $"{n.Kind()}: {n}").FirstOrDefault()
            ?? root.DescendantTrivia().Where(t => !IsBlankOrLineComment(t))
                .Select(t => $"{t.Kind()}: {t}").FirstOrDefault()
            ?? ForeignName(root);
    }

    private static bool IsBlankOrLineComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia
            or SyntaxKind.SingleLineCommentTrivia;

    // A name that is used was declared here, so none reaches out to what the runtime offers.
    private static string? ForeignName(SyntaxNode root)
    {
        var declared = root.DescendantNodes()
            .Select(n => n switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                VariableDeclaratorSyntax field => field.Identifier.Text,
                MethodDeclarationSyntax method => method.Identifier.Text,
                ParameterSyntax parameter => parameter.Identifier.Text,
                LabeledStatementSyntax label => label.Identifier.Text,
                _ => "",
            })
            .Concat(OfTheEmitter)
            .ToHashSet(StringComparer.Ordinal);
        return root.DescendantTokens()
            .Where(t => t.IsKind(SyntaxKind.IdentifierToken) && !declared.Contains(t.Text))
            .Select(t => $"the name {t.Text}")
            .FirstOrDefault();
    }
}
