using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DmaRules.Cli.Rendering;

/// <summary>Says a command's answer in the format that was asked for, or why there is none. Answers
/// and all JSON go to the output; complaints in words to the error stream.</summary>
internal sealed class Reply(Shell shell, Format format)
{
    private const int MailWidth = 72;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public Format Format => format;

    /// <summary>Gives an answer. <paramref name="answer"/> becomes the JSON;
    /// <paramref name="write"/> writes the page.</summary>
    public int Give(string command, int exit, object answer, Action<Page> write)
    {
        if (format == Format.Json)
        {
            WriteJson(command, answer);
            return exit;
        }

        using var page = NewPage(shell.HasColour);
        write(page);
        shell.Out.Write(page.ToString());
        return exit;
    }

    /// <summary>Gives an answer that is a text for programs, to the letter.</summary>
    public int GiveText(string text)
    {
        shell.Out.Write(text);
        return ExitCode.Done;
    }

    public int Refuse(Complaint complaint)
    {
        if (format == Format.Json)
        {
            WriteJson("error", new
            {
                complaint.Exit,
                Message = MessageOf(complaint),
                Help = HelpOf(complaint),
                Diagnostics = DiagnosticAnswer.Of(
                    (complaint as Complaint.Broken)?.Diagnostics ?? []),
            });
            return complaint.Exit;
        }

        using var page = NewPage(hasColour: false);
        Write(page, complaint);
        shell.Out.Flush();
        shell.Error.Write(page.ToString());
        return complaint.Exit;
    }

    private Page NewPage(bool hasColour) => format == Format.Mail
        ? new Page(MailWidth, hasColour: false, isAscii: true)
        : new Page(shell.Width, hasColour, isAscii: false);

    private void WriteJson(string command, object answer)
    {
        var whole = new JsonObject { ["schema"] = $"dmarules/{command}/1" };
        var parts = JsonSerializer.SerializeToNode(answer, Json)?.AsObject() ?? [];
        foreach (var (name, value) in parts)
        {
            whole[name] = value?.DeepClone();
        }

        shell.Out.WriteLine(whole.ToJsonString(Json));
    }

    private static void Write(Page page, Complaint complaint)
    {
        if (complaint is Complaint.Broken broken)
        {
            DiagnosticAnswer.Write(page, broken.Diagnostics);
            return;
        }

        page.Prose(0, $"dmarules: {MessageOf(complaint)}");
        if (HelpOf(complaint) is { } help)
        {
            var isUsage = help.StartsWith("usage:", StringComparison.Ordinal);
            page.Prose(0, isUsage ? help : $"help: {help}");
        }
    }

    private static string MessageOf(Complaint complaint) => complaint switch
    {
        Complaint.Unusable unusable => unusable.Message,
        Complaint.OurBug bug => bug.Message,
        _ => "the policy has errors",
    };

    private static string? HelpOf(Complaint complaint) => complaint switch
    {
        Complaint.Unusable unusable => unusable.Help,
        Complaint.OurBug bug => bug.Help,
        _ => null,
    };
}
