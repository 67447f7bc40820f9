using DmaRules.Tidy.Tests.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>Names say what a thing is; some words never do.</summary>
internal static class Names
{
    private static readonly HashSet<string> BannedAnywhere =
    [
        "helper", "helpers", "manager", "managers", "misc", "stuff",
        "util", "utils", "utility", "utilities",
    ];

    // As a verb or in front (`HandleStep`, `InfoColumn`) they may mean something.
    private static readonly HashSet<string> BannedAtTheEnd = ["data", "handle", "info"];

    public static IEnumerable<Complaint> EmptyWords(SourceFile file) =>
        from name in DeclaredNames(file)
        let words = NameWords.Of(name.ValueText)
        let banned = words.FirstOrDefault(BannedAnywhere.Contains)
            ?? words.TakeLast(1).FirstOrDefault(BannedAtTheEnd.Contains)
        where banned is not null
        select file.At(name.Parent!, $"`{name.ValueText}`: say what it is instead of `{banned}`");

    public static IEnumerable<Complaint> TestsThatAreNoSentences(SourceFile file) =>
        from method in file.Tree.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where IsTest(method) && !IsSentence(method.Identifier.ValueText)
        select file.At(
            method,
            $"`{method.Identifier.ValueText}`: a test's name is a sentence, without underscores, "
            + "`Should` or a leading `Test`");

    public static IEnumerable<Complaint> TestClassesWithoutSubject(SourceFile file) =>
        from type in file.Tree.DescendantNodes().OfType<ClassDeclarationSyntax>()
        where type.Members.OfType<MethodDeclarationSyntax>().Any(IsTest)
        where !type.Identifier.ValueText.EndsWith("Tests", StringComparison.Ordinal)
        select file.At(
            type, $"`{type.Identifier.ValueText}`: name it after its subject, `...Tests`");

    private static IEnumerable<SyntaxToken> DeclaredNames(SourceFile file) =>
        from node in file.Tree.DescendantNodes()
        let name = node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier,
            DelegateDeclarationSyntax type => type.Identifier,
            MethodDeclarationSyntax method => method.Identifier,
            LocalFunctionStatementSyntax method => method.Identifier,
            PropertyDeclarationSyntax property => property.Identifier,
            EnumMemberDeclarationSyntax member => member.Identifier,
            VariableDeclaratorSyntax variable => variable.Identifier,
            SingleVariableDesignationSyntax variable => variable.Identifier,
            ParameterSyntax parameter => parameter.Identifier,
            _ => default,
        }
        where name != default
        select name;

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(l => l.Attributes).Any(a =>
            NameWords.Of(a.Name.ToString()).FirstOrDefault() is "fact" or "theory");

    private static bool IsSentence(string name) =>
        !name.Contains('_')
        && NameWords.Of(name) is [not "test", ..] words
        && !words.Contains("should");
}
