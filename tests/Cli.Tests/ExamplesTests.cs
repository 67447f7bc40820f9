using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Every folder of examples with commands: its <c>commands.txt</c> has a line of arguments
/// a command, and <c>expected.txt</c> what a terminal shows for them. The others are projects of
/// the solution.</summary>
public sealed class ExamplesTests
{
    [Fact]
    public void EveryExampleShowsWhatItSays()
    {
        var root = RepositoryRoot.At("examples");
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        {
            Check(folder);
        }
    }

    private static void Check(string folder)
    {
        var script = Path.Combine(folder, "commands.txt");
        if (!File.Exists(script))
        {
            return;
        }

        var commands = File.ReadAllLines(script)
            .Where(l => l.Trim().Length > 0 && !l.StartsWith('#'));
        var shown = commands.Select(c => CommandRun.In(folder, CommandWords.Of(c)).Transcript);

        Golden.Check(string.Join('\n', shown), Path.Combine(folder, "expected.txt"));
    }
}
