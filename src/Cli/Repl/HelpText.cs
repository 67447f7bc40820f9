using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Cli.Repl;

/// <summary>What <c>:help</c> says.</summary>
internal static class HelpText
{
    private const int UsageWidth = 29;

    public static Answer Of(LineWords words)
    {
        if (words.AtEnd)
        {
            return Answer.Of([.. ReplVerbs.All.SelectMany(Lines), .. Ending]);
        }

        var word = words.Take("a word");
        var verb = ReplVerbs.Find(word) ?? ReplVerbs.Find($":{word}");
        return verb is not null
            ? Answer.Of(Lines(verb))
            : Answer.Refused(
                $"no line starts with {LineWords.Quote(word)}",
                Suggestion.Nearest(word, ReplVerbs.All.Select(v => v.Name)) is { } nearest
                    ? $"did you mean `{nearest}`?"
                    : "`:help` shows all");
    }

    private static IEnumerable<string> Lines(Verb verb) => verb.Usage.Length < UsageWidth
        ? [$"{verb.Usage.PadRight(UsageWidth)}{verb.Doc}"]
        : [verb.Usage, $"{new string(' ', UsageWidth)}{verb.Doc}"];

    private static readonly string[] Ending =
    [
        $"{"= EXPRESSION".PadRight(UsageWidth)}C#: Machine, Policy, Facts, Events, Last",
        $"{"# TEXT".PadRight(UsageWidth)}a comment",
        "Steps may be written as in a scenario: `nic: cmd = map 4 KiB`, `nic: unmap cmd`.",
    ];
}
