using DmaRules.Tidy.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>What others may use says in a sentence what it is.</summary>
internal static class PublicTypes
{
    /// <summary>Looks at all files at once: of a partial type one part is enough.</summary>
    public static IEnumerable<Complaint> WithoutWords(IEnumerable<SourceFile> files) =>
        from declared in files.SelectMany(PublicTypesOf)
        group declared by NameWithOwners(declared.Type) into parts
        where !parts.Any(p => HasDocComment(p.Type))
        let first = parts.First()
        select first.File.At(first.Type, $"`{parts.Key}` is public and has no doc comment");

    private static IEnumerable<(SourceFile File, MemberDeclarationSyntax Type)> PublicTypesOf(
        SourceFile file) =>
        from member in file.Tree.DescendantNodes().OfType<MemberDeclarationSyntax>()
        where IsType(member) && member.AncestorsAndSelf().Where(IsType).All(IsPublic)
        select (file, member);

    private static bool IsType(SyntaxNode node) =>
        node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static bool IsPublic(SyntaxNode node) =>
        ((MemberDeclarationSyntax)node).Modifiers.Any(SyntaxKind.PublicKeyword);

    private static string NameWithOwners(MemberDeclarationSyntax type) =>
        string.Join('.', type.AncestorsAndSelf().Reverse().Select(NameOf).Where(n => n != ""));

    private static string NameOf(SyntaxNode node) => node switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax type => type.Identifier.ValueText + type.TypeParameterList,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText + type.TypeParameterList,
        _ => "",
    };

    private static bool HasDocComment(SyntaxNode node) =>
        node.GetLeadingTrivia().Any(SyntaxKind.SingleLineDocumentationCommentTrivia);
}
