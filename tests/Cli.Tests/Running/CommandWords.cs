using System.Text;

namespace DmaRules.Cli.Tests.Running;

/// <summary>Splits a command line at blanks; quotes keep words together.</summary>
internal static class CommandWords
{
    public static string[] Of(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (isQuoted, isWord) = (false, false);
        foreach (var c in line)
        {
            if (c == '"')
            {
                (isQuoted, isWord) = (!isQuoted, true);
            }
            else if (c != ' ' || isQuoted)
            {
                word.Append(c);
                isWord = true;
            }
            else if (isWord)
            {
                words.Add(word.ToString());
                word.Clear();
                isWord = false;
            }
        }

        if (isWord)
        {
            words.Add(word.ToString());
        }

        return [.. words];
    }
}
