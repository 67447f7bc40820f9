namespace DmaRules.Policies.Testing;

/// <summary>A failed test as plain text, for whoever has no page to write on: the name, the place
/// as <c>path(line)</c>, what was expected and what came, and why.</summary>
public static class FailureText
{
    private const int Narrowest = 40;

    /// <summary>The text, without a line break at its end; one line for a test that passed.
    /// Lines are wrapped at <paramref name="width"/> columns, at least 40.</summary>
    public static string Of(TestReport report, int width = 80) =>
        report.Passed
            ? $"{report.Name}: passed"
            : string.Join(
                '\n',
                FailureSheet.Of(report, Math.Max(width, Narrowest)).Select(l => l.Text));
}
