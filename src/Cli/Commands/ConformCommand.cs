using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings;

namespace DmaRules.Cli.Commands;

/// <summary>Replays recorded cases against the shipped policies and the model.</summary>
internal static class ConformCommand
{
    private const int DecisionsOfACase = 4;

    public static Command Create(Shell shell, Switches switches)
    {
        var files = Switches.Paths(
            "FILE", "recordings: csv files, or such files packed by gzip (.gz)");
        var command = new Command("conform", "replay recorded cases against policies and model")
        {
            files,
            switches.EngineOption,
        };
        command.SetAction(parsed => Run(
            shell,
            switches.ReplyTo(parsed),
            switches.EngineOf(parsed),
            parsed.GetRequiredValue(files)));
        return command;
    }

    private static int Run(Shell shell, Reply reply, EngineChoice choice, string[] paths)
    {
        var replays = new List<Replay>();
        foreach (var path in paths)
        {
            if (RunFile(shell, choice, path).Failed(out var replay, out var complaint))
            {
                return reply.Refuse(complaint);
            }

            replays.Add(replay);
        }

        var exit = replays.All(r => r.Failed.Count == 0) ? ExitCode.Done : ExitCode.No;
        return reply.Give("conform", exit, AnswerOf(replays), page => Write(page, replays));
    }

    private static Read<Replay> RunFile(Shell shell, EngineChoice choice, string path)
    {
        if (new FileReader(shell).Recording(path).Failed(out var lines, out var complaint))
        {
            return new Read<Replay>(null, complaint);
        }

        if (RecordingKind.Find(lines[0]) is not { } kind)
        {
            var known = RecordingKind.All.Select(k => $"{k.Name} (`{k.Header.Split(',')[0]},...`)");
            return new Read<Replay>(null, new Complaint.Unusable(
                $"{path} is no recording that is known: its first line is no header of one",
                $"known kinds: {string.Join(", ", known)}"));
        }

        using var engine = Engines.Open(choice, (long)lines.Count * DecisionsOfACase);
        using var progress = new Progress(shell, path);
        var shelf = new PolicyShelf(engine);
        var conformance = new Conformance(shelf);
        var (passed, failed) = (0, new List<CaseReport>());
        foreach (var line in kind.Read(shelf, lines.Skip(1)))
        {
            var report = conformance.Run(line);
            if (report.Passed)
            {
                passed++;
            }
            else
            {
                failed.Add(report);
            }

            progress.Say(passed + failed.Count, lines.Count - 1);
        }

        return new Read<Replay>(new Replay(path, kind.Name, engine.Name, passed, failed), null);
    }

    private static void Write(Page page, List<Replay> replays)
    {
        foreach (var replay in replays)
        {
            page.Line($"{replay.Path}: {replay.Kind}");
            foreach (var report in replay.Failed)
            {
                WriteCase(page, replay.Path, report);
            }
        }

        page.Line(FormattableString.Invariant(
            $"{replays.Sum(r => r.Passed)} passed, {replays.Sum(r => r.Failed.Count)} failed"));
    }

    private static void WriteCase(Page page, string path, CaseReport report)
    {
        page.Line(
            Words.Bad("  FAILED "), report.Line.Id, Words.Quiet($"  {path}({report.Line.Line})"));
        if (report.Problem is { } problem)
        {
            page.Prose(4, problem);
        }

        var rows = report.Differences.Select(d => new Words[]
        {
            d.Field, $"recorded {d.Recorded}", Words.Bad($"model {d.Model}"),
        });
        page.Columns(4, fixedColumns: 1, [.. rows]);
    }

    private static object AnswerOf(List<Replay> replays) => new
    {
        Passed = replays.Sum(r => r.Passed),
        Failed = replays.Sum(r => r.Failed.Count),
        Files = replays.Select(r => new
        {
            r.Path,
            r.Kind,
            r.Engine,
            r.Passed,
            Failed = r.Failed.Count,
            Failures = r.Failed.Select(f => new
            {
                f.Line.Id,
                f.Line.Line,
                f.Problem,
                f.Differences,
            }),
        }),
    };

    private sealed record Replay(
        string Path, string Kind, string Engine, int Passed, List<CaseReport> Failed);
}
