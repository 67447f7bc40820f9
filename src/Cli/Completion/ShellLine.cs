using System.Collections.Immutable;
using System.Text;

namespace DmaRules.Cli.Completion;

/// <summary>A command line up to the cursor: the words before the one that is being typed, and that
/// one as far as it goes, both without the shell's quotes.</summary>
internal sealed record ShellLine(ImmutableArray<string> Before, string Current)
{
    private const string Program = "dmarules";

    /// <summary>Takes a line apart as bash, zsh and fish do. What stands before the program's name
    /// is not ours.</summary>
    public static ShellLine Read(string line)
    {
        List<string> words = [.. Split(line)];
        var program = words.FindIndex(w => Path.GetFileName(w) == Program);
        var first = Math.Clamp(program + 1, Math.Min(1, words.Count - 1), words.Count - 1);
        return new ShellLine([.. words[first..^1]], words[^1]);
    }

    // Always at least one word: behind a blank an empty one is being typed.
    private static IEnumerable<string> Split(string line)
    {
        var word = new StringBuilder();
        char? quote = null;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '\\' && quote != '\'' && i + 1 < line.Length)
            {
                word.Append(line[++i]);
            }
            else if (c is '\'' or '"' && (quote is null || quote == c))
            {
                quote = quote is null ? c : null;
            }
            else if (c is ' ' or '\t' && quote is null)
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                }

                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }

        yield return word.ToString();
    }
}
