using System.Text;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Formatting;

/// <summary>Puts a file into the one style. It looks at nothing but the syntax, so a file with
/// unknown names is formatted too.</summary>
public static class Formatter
{
    /// <summary>The text in the one style; null if the file cannot be read as it stands.</summary>
    public static Outcome<string?> Format(SourceText source) =>
        FileGrammar.Read(source).Then(Print);

    private static Outcome<string?> Print(PolicySyntax file)
    {
        var text = SyntaxPrinter.Print(file);
        if (Encoding.UTF8.GetByteCount(text) <= Limits.FileBytes)
        {
            return new Outcome<string?>(text, []);
        }

        var start = new SourcePlace(file.Source, new TextSpan(0, 0));
        return new Outcome<string?>(
            null,
            [
                new Diagnostic(
                    DiagnosticCatalog.FormattedTooLarge,
                    start,
                    [Numbers.Show(Limits.FileBytes)],
                    "split the file"),
            ]);
    }
}
