namespace DmaRules.Policies.Testing;

/// <summary>A failed test as plain text, for whoever has no page to write on: the name, the place
/// as <c>path(line)</c>, what was expected and what came, and why.</summary>
public static class FailureText
{
    /// <summary>The text, without a line break at its end; one line for a test that passed.
    /// Lines are wrapped at <paramref name="width"/> columns.</summary>
    public static string Of(TestReport report, int width = 80) =>
        report.Failure is not { } failure
            ? $"{report.Name}: passed"
            : string.Join('\n', Lines(report.Name, failure).SelectMany(l => Wrap(l, width)));

    private static IEnumerable<string> Lines(string name, TestFailure failure) =>
    [
        $"{failure.Place}: {name}",
        $"  {failure.Part}: expected `{failure.Expected}`, got `{failure.Actual}`",
        .. failure.Situation.Select((fact, i) => $"  {(i == 0 ? "given" : "     ")} {fact}"),
        .. failure.Explanation.Select(line => $"  {line}"),
    ];

    private static IEnumerable<string> Wrap(string line, int width)
    {
        const string Indent = "    ";
        while (line.Length > width && line.LastIndexOf(' ', width) is var at and > 8)
        {
            yield return line[..at];
            line = Indent + line[(at + 1)..];
        }

        yield return line;
    }
}
