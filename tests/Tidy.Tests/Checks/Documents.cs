using System.Text.RegularExpressions;
using DmaRules.Tidy.Tests.Reading;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>What the documents claim has to stand in the code, and the other way round.</summary>
internal static partial class Documents
{
    private const string Pages = "docs/diagnostics/";

    /// <summary>A name is a word in backticks, or one with several capitals in a drawing.</summary>
    public static IEnumerable<Complaint> UnknownTypes(
        SourceFile document, IReadOnlySet<string> declared)
    {
        var inDrawing = false;
        for (var line = 1; line <= document.Lines.Length; line++)
        {
            var text = document.Lines[line - 1];
            if (text.StartsWith("```", StringComparison.Ordinal))
            {
                inDrawing = !inDrawing;
                continue;
            }

            foreach (var name in (inDrawing ? NameInDrawing() : NameInBackticks()).Matches(text)
                .SelectMany(m => m.Groups["name"].Value.Split('.', '<', '>'))
                .Where(n => n is not ("" or "T" or "DmaRules") && !declared.Contains(n)))
            {
                yield return document.At(line, $"no type in src is called `{name}`");
            }
        }
    }

    public static HashSet<string> DeclaredTypes(IEnumerable<SourceFile> files) =>
    [
        .. from file in files
           from node in file.Tree.DescendantNodes()
           let name = node switch
           {
               BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
               DelegateDeclarationSyntax type => type.Identifier.ValueText,
               EnumMemberDeclarationSyntax member => member.Identifier.ValueText,
               _ => null,
           }
           where name is not null
           select name,
    ];

    /// <summary>Every diagnostic code in quotes, each once; in the catalogue its number is
    /// enough.</summary>
    public static IEnumerable<string> Codes(IEnumerable<SourceFile> files) =>
        files.SelectMany(f => (IsCatalogue(f) ? NumberInQuotes() : CodeInQuotes()).Matches(f.Text))
            .Select(m => $"DMA{m.Groups["number"].Value}")
            .Distinct().Order(StringComparer.Ordinal);

    public static IEnumerable<Complaint> CodesWithoutPage(
        IEnumerable<string> codes, IEnumerable<SourceFile> files) =>
        codes.Select(c => $"{Pages}{c}.md").Except(files.Select(f => f.Path))
            .Select(p => new Complaint(p, 0, "this code has no page"));

    public static IEnumerable<Complaint> PagesWithoutCode(
        IEnumerable<string> codes, IEnumerable<SourceFile> pages) =>
        from page in pages
        let code = Path.GetFileNameWithoutExtension(page.Name)
        where CodeAlone().IsMatch(code) && !codes.Contains(code)
        select page.Whole("nothing in src says this code");

    /// <summary>DMA9xxx are our own bugs: nobody knows how to provoke one.</summary>
    public static IEnumerable<Complaint> CodesWithoutTest(
        IEnumerable<string> codes, IReadOnlyCollection<SourceFile> tests) =>
        from code in codes
        where !code.StartsWith("DMA9", StringComparison.Ordinal)
        where !tests.Any(t => t.Text.Contains(code, StringComparison.Ordinal))
        select new Complaint("tests", 0, $"no test and no corpus case speaks of {code}");

    private static bool IsCatalogue(SourceFile file) =>
        file.Name.StartsWith("DiagnosticCatalog", StringComparison.Ordinal);

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9.<>]*)`")]
    private static partial Regex NameInBackticks();

    [GeneratedRegex(@"(?<![\w/.-])(?<name>I?[A-Z][a-z0-9]+([A-Z][a-z0-9]*)+)(?![\w/])")]
    private static partial Regex NameInDrawing();

    [GeneratedRegex("\"DMA(?<number>[0-9]{4})\"")]
    private static partial Regex CodeInQuotes();

    [GeneratedRegex("\"(DMA)?(?<number>[0-9]{4})\"")]
    private static partial Regex NumberInQuotes();

    [GeneratedRegex("^DMA[0-9]{4}$")]
    private static partial Regex CodeAlone();
}
