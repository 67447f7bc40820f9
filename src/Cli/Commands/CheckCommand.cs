using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Cli.Commands;

/// <summary>Every diagnostic of every file: syntax, names and types, steps of scenarios.</summary>
internal static class CheckCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var paths = Switches.Paths("PATH", "policy files, or folders of them");
        var noAnalysis = new Option<bool>("--no-analysis")
        {
            Description = "leave out what takes all facts into account: rules that never decide",
        };
        var notes = new Option<bool>("--partly")
        {
            Description = "also show rules that decide only in part of where they hold",
        };
        var command = new Command("check", "find the errors in policy files")
        {
            paths,
            noAnalysis,
            notes,
        };
        command.SetAction(parsed => Run(
            shell,
            switches.ReplyTo(parsed),
            parsed.GetRequiredValue(paths),
            parsed.GetValue(noAnalysis) ? CheckDepth.Plain
                : parsed.GetValue(notes) ? CheckDepth.Partly
                : CheckDepth.Analysed));
        return command;
    }

    private static int Run(Shell shell, Reply reply, string[] paths, CheckDepth depth)
    {
        var finder = new PolicyFinder(shell);
        if (finder.Sources(paths).Failed(out var sources, out var complaint))
        {
            return reply.Refuse(complaint);
        }

        FileCheck[] checks = [.. sources.Select(read => FileCheck.Of(finder, read, depth))];
        var found = ShownDiagnostics.Of(checks.SelectMany(c => c.Diagnostics));
        var errors = ShownDiagnostics.CountErrors(found);
        var warnings = found.Count(d => d.Descriptor.Severity == Severity.Warning);
        var answer = new
        {
            Files = sources.Count,
            Errors = errors,
            Warnings = warnings,
            Diagnostics = DiagnosticAnswer.Of(found),
            NotAnalysed = checks.SelectMany(c => c.NotAnalysed),
        };
        return reply.Give("check", errors == 0 ? ExitCode.Done : ExitCode.No, answer, page =>
        {
            if (found.Length > 0)
            {
                DiagnosticAnswer.Write(page, found);
                page.Line();
            }

            foreach (var left in checks.SelectMany(c => c.NotAnalysed))
            {
                page.Prose(0, $"not analysed: {left}");
            }

            page.Line(
                $"{PolicyText.Count(sources.Count, "file")}, {PolicyText.Count(errors, "error")}, "
                + PolicyText.Count(warnings, "warning"));
        });
    }
}
