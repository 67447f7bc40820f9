using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings;

namespace DmaRules.Cli.Commands;

/// <summary>Replays what kernels did, or should do, against the shipped policies and the
/// model.</summary>
internal static class ConformCommand
{
    private const int DecisionsOfALine = 4;
    private const int LinesBetweenSayings = 512;

    public static Command Create(Shell shell, Switches switches)
    {
        var files = Switches.Paths(
            "FILE",
            "recordings: csv files, such files packed by gzip (.gz), or folders with them");
        var command = new Command("conform", "replay recordings against policies and model")
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
        var reader = new FileReader(shell);
        var replays = new List<ReplayedFile>();
        if (Array.Find(paths, p => !reader.RecordingsAt(p).Any()) is { } empty)
        {
            return reply.Refuse(new Complaint.Unusable(
                $"{empty} holds no recording", "recordings end in .csv or .csv.gz"));
        }

        foreach (var path in paths.SelectMany(reader.RecordingsAt))
        {
            if (RunFile(shell, choice, path).Failed(out var replay, out var complaint))
            {
                return reply.Refuse(complaint);
            }

            replays.Add(replay);
        }

        var exit = replays.TrueForAll(r => r.Agrees) ? ExitCode.Done : ExitCode.No;
        return reply.Give(
            "conform",
            exit,
            ConformAnswer.Of(replays),
            page => new ConformPage(page).Write(replays));
    }

    private static Read<ReplayedFile> RunFile(Shell shell, EngineChoice choice, string path)
    {
        if (new FileReader(shell).Recording(path).Failed(out var lines, out var complaint))
        {
            return new Read<ReplayedFile>(null, complaint);
        }

        if (RecordingKind.Find(lines[0]) is not { } kind)
        {
            var known = RecordingKind.All.Select(k => $"{k.Name} (`{k.Sign}`)");
            return new Read<ReplayedFile>(null, new Complaint.Unusable(
                $"{path} is no recording that is known: its first line is no header of one",
                $"known kinds: {string.Join(", ", known)}"));
        }

        using var engine = Engines.Open(choice, (long)lines.Count * DecisionsOfALine);
        using var progress = new Progress(shell, path);
        var replay = new ReplayedFile(path, kind, engine.Name);
        replay.Keep(kind.Open(new PolicyShelf(engine)).Run(Watched(lines, progress), replay.Tally));
        return new Read<ReplayedFile>(replay, null);
    }

    private static IEnumerable<string> Watched(IReadOnlyList<string> lines, Progress progress)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (i % LinesBetweenSayings == 0)
            {
                progress.Say(i, lines.Count);
            }

            yield return lines[i];
        }
    }
}
