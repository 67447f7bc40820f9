using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli.Commands;

/// <summary>Puts policy files into the one style.</summary>
internal static class FmtCommand
{
    public const string Name = "fmt";

    public static Command Create(Shell shell, Switches switches)
    {
        var paths = Switches.Paths(
            "PATH", "policy files, or folders of them; `-` for the standard input");
        var check = new Option<bool>("--check")
        {
            Description = "change nothing, show what would change; exit 1 if anything would",
        };
        var command = new Command(Name, "put policy files into the one style") { paths, check };
        command.SetAction(parsed => Run(
            new FormatSession(shell),
            switches.ReplyTo(parsed),
            parsed.GetRequiredValue(paths),
            parsed.GetValue(check)));
        return command;
    }

    private static int Run(FormatSession session, Reply reply, string[] paths, bool isCheck)
    {
        if (paths.Contains(FormatSession.Piped))
        {
            return paths.Length == 1
                ? RunPiped(session, reply, isCheck)
                : reply.Refuse(new Complaint.Unusable(
                    "fmt: `-` stands for the standard input, and alone",
                    "name only files, or `-`"));
        }

        if (session.Read(paths).Failed(out var files, out var complaint))
        {
            return reply.Refuse(complaint);
        }

        var unwritten = isCheck ? null : session.Write(files);
        return unwritten is null
            ? reply.Give(
                "fmt",
                ExitOf(files, isCheck),
                FormatPage.AnswerOf(files, isCheck),
                page => FormatPage.Write(page, files, isCheck))
            : reply.Refuse(unwritten);
    }

    // An editor takes the output for the new text, so nothing else may stand there.
    private static int RunPiped(FormatSession session, Reply reply, bool isCheck)
    {
        if (session.ReadPiped().Failed(out var file, out var complaint))
        {
            return reply.Refuse(complaint);
        }

        if (file.Text is not { } text)
        {
            return reply.Refuse(new Complaint.Broken(file.Diagnostics));
        }

        if (!isCheck && reply.Format != Format.Json)
        {
            return reply.GiveText(text);
        }

        IReadOnlyList<FormattedFile> files = [file];
        return reply.Give(
            "fmt",
            ExitOf(files, isCheck),
            FormatPage.AnswerOf(files, isCheck, isCheck ? null : text),
            page => FormatPage.Write(page, files, isCheck));
    }

    private static int ExitOf(IReadOnlyList<FormattedFile> files, bool isCheck) =>
        files.Any(f => f.IsBroken || (isCheck && f.IsChanged)) ? ExitCode.No : ExitCode.Done;
}
