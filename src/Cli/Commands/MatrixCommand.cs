using System.Collections.Immutable;
using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Matrix;
using DmaRules.Policies.Running;

namespace DmaRules.Cli.Commands;

/// <summary>The one-look table: policies against device classes, computed on the machine.</summary>
internal static class MatrixCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var policies = Switches.Policies();
        var exposure = new Option<bool>("--exposure")
        {
            Description = "what each device reaches, and what that costs; of all shipped policies",
        };
        var command = new Command("matrix", "policies against device classes, in one table")
        {
            policies,
            exposure,
            switches.EngineOption,
        };
        command.SetAction(parsed => Run(
            shell,
            switches.ReplyTo(parsed),
            switches.EngineOf(parsed),
            parsed.GetValue(policies) ?? [],
            parsed.GetValue(exposure)));
        return command;
    }

    private static int Run(
        Shell shell, Reply reply, EngineChoice choice, string[] arguments, bool isOfExposure)
    {
        var layout = LayoutOf(arguments, isOfExposure);
        var finder = new PolicyFinder(shell);
        using var engine = Engines.Open(choice, plannedDecisions: 0);
        var runners = new Dictionary<string, PolicyRunner>(StringComparer.Ordinal);
        foreach (var name in layout.Rows.Select(r => r.Policy).OfType<string>().Distinct())
        {
            if (finder.Find(name).Failed(out var policy, out var complaint))
            {
                return reply.Refuse(complaint);
            }

            runners[name] = new PolicyRunner(policy, engine);
        }

        var table = new MatrixMaker(runners.GetValueOrDefault).Make(layout);
        return reply.Give("matrix", ExitCode.Done, AnswerOf(table, engine.Name), page =>
        {
            page.Prose(0, table.Title);
            page.Line();
            if (isOfExposure)
            {
                ExposurePage.Write(page, table);
            }
            else
            {
                Write(page, table);
            }

            foreach (var left in table.LeftOut)
            {
                page.Line();
                page.Prose(0, $"left out: {left}");
            }
        });
    }

    private static MatrixLayout LayoutOf(string[] arguments, bool isOfExposure)
    {
        var shipped = ShippedPolicies.Index.Matrix;
        IEnumerable<string> names = arguments.Length > 0 ? arguments : ShippedPolicies.Names;
        return arguments.Length == 0 && !isOfExposure
            ? shipped
            : shipped with { Rows = [.. names.Select(n => new MatrixLine(n, null, []))] };
    }

    private static void Write(Page page, MatrixTable table)
    {
        var heads = table.Columns.Select(HeadOf).Prepend("");
        var rows = table.Rows.Select(r => r.Cells.Select(WordsOf).Prepend(r.Label).ToArray());
        // One blank behind the labels is what lets the commonest words stand on one line.
        page.Columns(0, fixedColumns: 1, [.. rows], [.. heads], firstGap: 1);
        if (table.Rows.Any(r => r.Cells.Any(c => c.IsSilent)))
        {
            page.Line();
            page.Prose(
                0, Words.Bad("!"), " goes wrong, and nobody is told: no error, no line in the log");
        }
    }

    // The masks stand above what else is special about a column.
    private static Words HeadOf(string label)
    {
        var blank = label.IndexOf(' ', StringComparison.Ordinal);
        return Words.Strong(blank < 0 ? label : $"{label[..blank]}\n{label[(blank + 1)..]}");
    }

    private static Words WordsOf(MatrixCell cell)
    {
        var text = string.Join('\n', cell.Lines);
        return cell.IsSilent ? Words.Bad(text) : cell.IsFine ? Words.Good(text) : text;
    }

    private static object AnswerOf(MatrixTable table, string engine) => new
    {
        table.Title,
        Engine = engine,
        table.Columns,
        table.LeftOut,
        Rows = table.Rows.Select(r => new { r.Label, r.Policy, Cells = r.Cells.Select(AnswerOf) }),
    };

    private static object AnswerOf(MatrixCell cell) => new
    {
        Words = string.Join(' ', cell.Lines),
        Silent = cell.IsSilent,
        Map = TrialAnswer.Of(cell.Map),
        Alloc = TrialAnswer.Of(cell.Alloc),
        OthersBounceBytes = cell.OthersBounce.Value,
    };
}
