using System.Collections.Immutable;

namespace DmaRules.Cli.Repl;

/// <summary>What the last word of a line could become, and where that word starts.</summary>
internal sealed record Completion(int Start, ImmutableArray<string> Words)
{
    /// <summary>What all words begin with.</summary>
    public string CommonStart
    {
        get
        {
            if (Words.IsEmpty)
            {
                return "";
            }

            var (least, most) =
                (Words.Min(StringComparer.Ordinal) ?? "", Words.Max(StringComparer.Ordinal) ?? "");
            var length = 0;
            while (length < least.Length && length < most.Length && least[length] == most[length])
            {
                length++;
            }

            return least[..length];
        }
    }
}
