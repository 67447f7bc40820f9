using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Cli.Commands;

/// <summary>Every diagnostic of every file: syntax, names and types, steps of scenarios.</summary>
internal static class CheckCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var paths = Switches.Paths("PATH", "policy files, or folders of them");
        var noAnalysis = new Option<bool>("--no-analysis")
        {
            Description = "leave out what is found by looking at every situation",
        };
        var command = new Command("check", "find the errors in policy files") { paths, noAnalysis };
        command.SetAction(parsed => Run(
            shell, switches.ReplyTo(parsed), parsed.GetRequiredValue(paths)));
        return command;
    }

    private static int Run(Shell shell, Reply reply, string[] paths)
    {
        var finder = new PolicyFinder(shell);
        if (finder.Sources(paths).Failed(out var sources, out var complaint))
        {
            return reply.Refuse(complaint);
        }

        var found = ShownDiagnostics.Of(sources.SelectMany(s => Check(finder, s)));
        var errors = found.Count(d => d.Descriptor.Severity == Severity.Error);
        var warnings = found.Length - errors;
        var answer = new
        {
            Files = sources.Count,
            Errors = errors,
            Warnings = warnings,
            Diagnostics = DiagnosticAnswer.Of(found),
        };
        return reply.Give("check", errors == 0 ? ExitCode.Done : ExitCode.No, answer, page =>
        {
            if (found.Length > 0)
            {
                DiagnosticAnswer.Write(page, found);
                page.Line();
            }

            page.Line(
                $"{PolicyText.Count(sources.Count, "file")}, {PolicyText.Count(errors, "error")}, "
                + PolicyText.Count(warnings, "warning"));
        });
    }

    private static IEnumerable<Diagnostic> Check(PolicyFinder finder, Read<SourceText> read)
    {
        if (read.Value is not { } source)
        {
            return (read.Complaint as Complaint.Broken)?.Diagnostics ?? [];
        }

        var loaded = finder.Load(source);
        var steps = loaded.Value?.Scenarios.SelectMany(s => ScenarioPlan.Read(s).Diagnostics) ?? [];
        return loaded.Diagnostics.Concat(steps).Concat(finder.CheckReferences(source));
    }
}
