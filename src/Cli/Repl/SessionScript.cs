using System.Text;

namespace DmaRules.Cli.Repl;

/// <summary>The lines that a session took, as a file that plays it again.</summary>
internal sealed class SessionScript
{
    private readonly List<string> _lines = [];

    /// <summary>A script that starts with a policy.</summary>
    public SessionScript(string policy) => _lines.Add($":load {policy}");

    /// <summary>The file's text.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(
                "# a session of dmarules; `dmarules repl < FILE` plays it again\n");
            foreach (var line in _lines)
            {
                text.Append(line).Append('\n');
            }

            return text.ToString();
        }
    }

    /// <summary>Adds a line that was not refused.</summary>
    public void Add(string line) => _lines.Add(line);
}
