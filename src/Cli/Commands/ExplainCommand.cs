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
        var code = new Argument<string>("CODE")
        {
            Description = "a diagnostic's code, e.g. DMA2001",
        };
        var command = new Command("explain", "what a diagnostic's code means, with the way out")
        {
            code,
        };
        command.SetAction(parsed => Run(switches.ReplyTo(parsed), parsed.GetRequiredValue(code)));
        return command;
    }

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
            Severity = descriptor.Severity == Severity.Error ? "error" : "warning",
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
