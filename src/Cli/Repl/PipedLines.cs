using System.Text;

namespace DmaRules.Cli.Repl;

/// <summary>Lines of a reader, without keeping more of one than a session takes.</summary>
internal sealed class PipedLines(TextReader reader) : ILineSource
{
    /// <inheritdoc/>
    public string? Next()
    {
        var line = new StringBuilder();
        for (var next = reader.Read(); ; next = reader.Read())
        {
            if (next is -1 or '\n')
            {
                return next == -1 && line.Length == 0 ? null : line.ToString();
            }

            // One more than the limit is enough for the session to refuse it.
            if (line.Length <= ReplSession.LongestLine)
            {
                line.Append((char)next);
            }
        }
    }
}
