using DmaRules.Dsl.Text;

namespace DmaRules.Xunit.Asserting;

/// <summary>The C# that says what is expected: the expression that something is said of, and where
/// it stands.</summary>
internal sealed record CSharpPlace(string Expression, string File, int Line)
{
    /// <summary>The same as a place of a text, for reports: the expression on its line, and nothing
    /// before it.</summary>
    public SourcePlace Place
    {
        get
        {
            var linesBefore = new string('\n', Math.Max(0, Line - 1));
            var expression = string.Concat(Asked.Split('\n').Select(OnOneLine));
            var source = new SourceText(Path.GetFileName(File), linesBefore + expression);
            return new SourcePlace(
                source, new TextSpan(linesBefore.Length, expression.Length));
        }
    }

    // What was said of it before is of no interest now.
    private string Asked => Expression.Split(".Should")[0].TrimEnd();

    private static string OnOneLine(string line, int index)
    {
        var text = line.Trim();
        return index == 0 || text.StartsWith('.') ? text : $" {text}";
    }
}
