using System.CommandLine;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Cli.Commands;

/// <summary>The page behind a diagnostic's code.</summary>
internal static class ExplainCommand
{
    private const string Prefix = "DMA";

    public static Command Create(Switches switches)
    {
        var code = new Argument<string?>("CODE")
        {
            Description = "a diagnostic's code, e.g. DMA2001 or 2001; without one all are listed",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("explain", "what a diagnostic's code means, with the way out")
        {
            code,
        };
        command.SetAction(parsed => parsed.GetValue(code) is { } word
            ? Run(switches.ReplyTo(parsed), word)
            : List(switches.ReplyTo(parsed)));
        return command;
    }

    private static int List(Reply reply)
    {
        var all = DiagnosticCatalog.All;
        var answer = new
        {
            Codes = all.Select(d => new { d.Code, Severity = SeverityOf(d), d.Title }),
        };
        return reply.Give("codes", ExitCode.Done, answer, page => page.Columns(
            0, fixedColumns: 1, [.. all.Select(d => new[] { Words.Strong(d.Code), d.Title })]));
    }

    private static string SeverityOf(DiagnosticDescriptor descriptor) =>
        descriptor.Severity == Severity.Error ? "error" : "warning";

    private static int Run(Reply reply, string word)
    {
        var code = word.ToUpperInvariant();
        code = code.StartsWith(Prefix, StringComparison.Ordinal) ? code : Prefix + code;
        if (DiagnosticPages.Find(code) is not { } text
            || DiagnosticCatalog.Find(code) is not { } descriptor)
        {
            return reply.Refuse(new Complaint.Unusable(
                $"no diagnostic has the code `{word}`",
                Suggestion.Help(code, DiagnosticPages.Codes)));
        }

        var answer = new
        {
            descriptor.Code,
            Severity = SeverityOf(descriptor),
            descriptor.Title,
            Page = text,
        };
        return reply.Give("explain", ExitCode.Done, answer, page => Write(page, text));
    }

    // The page is markdown of headings, paragraphs and fenced blocks, nothing else.
    private static void Write(Page page, string text)
    {
        var isFenced = false;
        foreach (var line in text.TrimEnd().Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isFenced = !isFenced;
            }
            else if (isFenced)
            {
                page.Verbatim($"    {line}");
            }
            else
            {
                page.Line(line.StartsWith('#') ? Words.Strong(line.TrimStart('#', ' ')) : line);
            }
        }
    }
}
