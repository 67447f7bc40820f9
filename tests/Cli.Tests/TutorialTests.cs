using System.Text;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>docs/tutorial.md is played from its top: its files are written, its commands run, and
/// what it shows of them is what they print.</summary>
public sealed class TutorialTests : IDisposable
{
    private const string Fence = "```";
    private const string FileKind = "rules ";
    private const string ConsoleKind = "console";
    private const string Prompt = "$ dmarules ";

    private readonly string _folder = Directory.CreateTempSubdirectory("tutorial").FullName;

    private static string DocumentPath => RepositoryRoot.At("docs", "tutorial.md");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ShowsWhatTheCommandsPrint() =>
        Golden.Check(Play(File.ReadAllText(DocumentPath)), DocumentPath);

    [Fact]
    public void PlaysSomething()
    {
        var lines = File.ReadAllLines(DocumentPath);

        lines.Count(l => l.StartsWith(Prompt, StringComparison.Ordinal)).ShouldBeGreaterThan(8);
        lines.Count(l => l.StartsWith(Fence + FileKind, StringComparison.Ordinal))
            .ShouldBeGreaterThan(3);
    }

    [Fact]
    public void FitsATerminal() =>
        File.ReadLines(DocumentPath).Where(l => l.Length > 100).ShouldBeEmpty();

    // The document with every console block printed anew.
    private string Play(string document)
    {
        var text = new StringBuilder();
        var lines = document.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            text.Append(lines[i]).Append('\n');
            if (!lines[i].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.IndexOf(lines, Fence, i + 1);
            text.Append(PlayBlock(lines[i][Fence.Length..], lines[(i + 1)..end]));
            text.Append(Fence).Append('\n');
            i = end;
        }

        return text.ToString()[..^1];
    }

    private string PlayBlock(string kind, string[] lines)
    {
        if (kind.StartsWith(FileKind, StringComparison.Ordinal))
        {
            File.WriteAllLines(Path.Combine(_folder, kind[FileKind.Length..]), lines);
        }

        return kind == ConsoleKind
            ? string.Concat(
                lines.Where(l => l.StartsWith(Prompt, StringComparison.Ordinal)).Select(Transcript))
            : string.Concat(lines.Select(l => l + "\n"));
    }

    private string Transcript(string line) =>
        CommandRun.In(_folder, CommandWords.Of(line[Prompt.Length..])).Transcript;
}
