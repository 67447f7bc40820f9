using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Every folder of examples: its <c>commands.txt</c> has a line of arguments a command, and
/// <c>expected.txt</c> what a terminal shows for them.</summary>
public sealed class ExamplesTests
{
    public static TheoryData<string> Folders()
    {
        var root = RepositoryRoot.At("examples");
        return Directory.Exists(root)
            ? [.. Directory.EnumerateDirectories(root).Select(f => Path.GetFileName(f)).Order()]
            : [];
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void ShowsWhatItSays(string name)
    {
        var folder = RepositoryRoot.At("examples", name);
        var commands = File.ReadAllLines(Path.Combine(folder, "commands.txt"))
            .Where(l => l.Trim().Length > 0 && !l.StartsWith('#'));
        var shown = commands.Select(c => CommandRun.In(folder, CommandWords.Of(c)).Transcript);

        Golden.Check(string.Join('\n', shown), Path.Combine(folder, "expected.txt"));
    }
}
