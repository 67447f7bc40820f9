using System.Text;

namespace DmaRules.Cli.Tests.Repl;

/// <summary>The session in docs/repl.md is what a session says. <c>UPDATE_GOLDEN=1</c> writes it
/// anew.</summary>
public class ReplPageTests
{
    private const string Fence = "```session\n";
    private const string FenceEnd = "```\n";

    [Fact]
    public void TheSessionOnThePageIsTrue()
    {
        var path = RepositoryRoot.At("docs", "repl.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        var end = page.IndexOf(FenceEnd, start, StringComparison.Ordinal);
        var expected = page[..start] + Play(page[start..end]) + page[end..];
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, expected);
            return;
        }

        page.ShouldBe(expected, "UPDATE_GOLDEN=1 writes the page anew");
    }

    private static string Play(string session)
    {
        var talk = new Talk();
        var played = new StringBuilder();
        foreach (var line in session.Split('\n').Where(l => l.StartsWith('>')))
        {
            played.Append(line).Append('\n');
            foreach (var answer in talk.Session.Submit(line[1..]).Lines)
            {
                answer.Length.ShouldBeLessThanOrEqualTo(80, answer);
                played.Append(answer).Append('\n');
            }
        }

        return played.ToString();
    }
}
