using System.Globalization;
using System.Text;
using DmaRules.Policies.Recordings;

namespace DmaRules.Policies.Tests.Recordings;

/// <summary>What docs/fidelity.md says was replayed is what is replayed. <c>UPDATE_GOLDEN=1</c>
/// writes it anew.</summary>
public sealed class FidelityPageTests
{
    private const string Start = "<!-- what was replayed: a test writes this -->\n";
    private const string End = "<!-- up to here -->\n";
    private const string Given = "given to the model";

    [Fact]
    public void ThePageCountsWhatIsReplayed()
    {
        var path = RepositoryRoot.At("docs", "fidelity.md");
        var page = File.ReadAllText(path);
        var (start, end) = (page.IndexOf(Start, StringComparison.Ordinal) + Start.Length,
            page.IndexOf(End, StringComparison.Ordinal));
        var written = $"{page[..start]}\n{Replayed()}{page[end..]}";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, written);
            return;
        }

        page.ShouldBe(written, "UPDATE_GOLDEN=1 writes the page anew");
    }

    private static string Replayed()
    {
        var text = new StringBuilder("| file | rows or operations | agree |\n|---|---|---|\n");
        var kinds = new Dictionary<RecordingKind, ReplayTally>();
        foreach (var name in KernelRecordings.All)
        {
            var lines = KernelRecordings.Lines(name);
            var tally = KernelRecordings.Run(lines).Tally;
            text.Append(CultureInfo.InvariantCulture, $"| `{name}` | ")
                .Append(Show(tally.Passed + tally.Failed + tally.Left)).Append(" | ")
                .Append(Show(tally.Passed)).Append(" |\n");
            var kind = RecordingKind.Find(lines[0])!;
            kinds.TryAdd(kind, new ReplayTally());
            kinds[kind].Add(tally);
        }

        foreach (var (kind, tally) in kinds)
        {
            Append(text, kind, tally);
        }

        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, RecordingKind kind, ReplayTally tally)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n**{kind.Name}**, {kind.Unit} that agree: ")
            .Append(Show(tally.Passed))
            .Append("\n\n| column | compared | not compared, and why |\n|---|---|---|\n");
        var given = new List<string>();
        foreach (var field in tally.Fields)
        {
            if (field.Compared == 0 && field.Left.Keys.All(k => k == Given))
            {
                given.Add($"`{field.Name}`");
                continue;
            }

            var left = string.Join("; ", field.Left.Select(l => $"{Show(l.Value)}: {l.Key}"));
            text.Append(CultureInfo.InvariantCulture, $"| `{field.Name}` | ")
                .Append(Show(field.Compared)).Append(" | ").Append(left).Append(" |\n");
        }

        text.Append("\nGiven to the model: ").AppendJoin(", ", given).Append(".\n");
    }

    private static string Show(long number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture);
}
