using DmaRules.Cli.Input;

namespace DmaRules.Cli.Rendering;

/// <summary>What <c>fmt</c> did, or with <c>--check</c> would do.</summary>
internal static class FormatPage
{
    private const string Cut = "...";
    private const string Mark = "  - ";

    public static object AnswerOf(
        IReadOnlyList<FormattedFile> files, bool isCheck, string? text = null) => new
    {
        Check = isCheck,
        Changed = files.Count(f => f.IsChanged),
        Unchanged = files.Count(f => !f.IsChanged && !f.IsBroken),
        Broken = files.Count(f => f.IsBroken),
        Files = files.Select(f => new
        {
            f.Path,
            Changed = f.IsChanged,
            FirstDifference = LineDifference.Find(f),
            Diagnostics = DiagnosticAnswer.Of(f.Diagnostics),
        }),
        Text = text,
    };

    public static void Write(Page page, IReadOnlyList<FormattedFile> files, bool isCheck)
    {
        var diagnostics = files.SelectMany(f => f.Diagnostics).ToList();
        if (diagnostics.Count > 0)
        {
            DiagnosticAnswer.Write(page, diagnostics);
            page.Line();
        }

        foreach (var file in files)
        {
            if (!isCheck && file.IsChanged)
            {
                page.Line($"formatted {file.Path}");
            }
            else if (LineDifference.Find(file) is { } difference)
            {
                Write(page, file.Path, difference);
            }
        }

        page.Line(Summary(files, isCheck));
    }

    private static void Write(Page page, string path, LineDifference difference)
    {
        var note = difference.Note is null ? "" : $": {difference.Note}";
        page.Line($"{path}({difference.Line}): would change{note}");
        if (difference.Note is null)
        {
            var (before, after) = (Shown(difference.Before), Shown(difference.After));
            var start = StartOfWindow(before, after, page.Width - Mark.Length);
            page.Line(Words.Bad("  - " + Window(before, start, page.Width - Mark.Length)));
            page.Line(Words.Good("  + " + Window(after, start, page.Width - Mark.Length)));
        }
    }

    private static string Shown(string? line) => line switch
    {
        null => "(the end)",
        "" => "(a blank line)",
        _ => line.Replace("\t", "\\t", StringComparison.Ordinal),
    };

    // Long lines are shown from shortly before they differ.
    private static int StartOfWindow(string before, string after, int width)
    {
        if (Math.Max(before.Length, after.Length) <= width)
        {
            return 0;
        }

        var same = before.AsSpan().CommonPrefixLength(after);
        return same < width / 2 ? 0 : same - (width / 3);
    }

    private static string Window(string line, int start, int width)
    {
        var head = start == 0 ? "" : Cut;
        var rest = line[Math.Min(start, line.Length)..];
        var room = width - head.Length;
        return rest.Length <= room ? head + rest : head + rest[..(room - Cut.Length)] + Cut;
    }

    private static string Summary(IReadOnlyList<FormattedFile> files, bool isCheck)
    {
        var changed = files.Count(f => f.IsChanged);
        var broken = files.Count(f => f.IsBroken);
        var verb = isCheck ? "would change" : "formatted";
        var unchanged = files.Count - changed - broken;
        var errors = broken == 0 ? "" : $", {Number(broken)} with errors";
        return $"{PolicyText.Count(files.Count, "file")}: {Number(changed)} {verb}, "
            + $"{Number(unchanged)} unchanged{errors}";
    }

    private static string Number(int count) => FormattableString.Invariant($"{count:N0}");
}
