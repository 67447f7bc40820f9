using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Library;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>Completes words: verbs at the start of a line, then what the verb takes.</summary>
internal sealed class Completer(Desk desk)
{
    private static readonly ImmutableArray<string> Separators = [" ", ",", "=", "\t"];

    private static readonly ImmutableArray<string> BenchWords =
    [
        "at", "in", "pmem", "to_device", "from_device", "cpu", "device", "read", "write", "bits",
        "untranslated", "into", "expect",
    ];

    private static readonly ImmutableArray<string> HostWords =
    [
        "adds", "removes", "memory", "at", "plugs", "unplugs", "into", "untranslated", "probes",
    ];

    /// <summary>What the word before the cursor could become.</summary>
    public Completion Complete(string beforeCursor)
    {
        var start = Separators.Max(s => beforeCursor.LastIndexOf(s, StringComparison.Ordinal)) + 1;
        var word = beforeCursor[start..];
        ImmutableArray<string> found =
        [
            .. Candidates(beforeCursor[..start])
                .Where(c => c.StartsWith(word, StringComparison.Ordinal))
                .Distinct().Order(StringComparer.Ordinal),
        ];
        return new Completion(start, found);
    }

    private IEnumerable<string> Candidates(string before)
    {
        var words = before.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return ReplVerbs.All.Select(v => v.Name).Concat(desk.Bench.Stage.DeviceNames);
        }

        return ReplVerbs.Find(words[0]) is { } verb
            ? Arguments(verb, before)
            : ReplVerbs.Steps.Concat(BenchNames).Concat(BenchWords);
    }

    private IEnumerable<string> Arguments(Verb verb, string before) => verb.Arguments switch
    {
        VerbArguments.Facts => FactsOrValues(before.TrimStart()[verb.Name.Length..]),
        VerbArguments.FactNames => FactNames,
        VerbArguments.Bench => BenchNames.Concat(verb.IsStep ? BenchWords : []),
        VerbArguments.Host => HostWords.Concat(desk.Bench.Stage.DeviceNames),
        VerbArguments.Policies => ShippedPolicies.Names,
        VerbArguments.Verbs => ReplVerbs.All.Select(v => v.Name),
        _ => [],
    };

    private IEnumerable<string> FactsOrValues(string given)
    {
        var words =
            given.Split(',')[^1].Split([' ', '\t', '='], StringSplitOptions.RemoveEmptyEntries);
        var fact =
            words.Length == 0 ? null : desk.Policy.Facts.FirstOrDefault(f => f.Name == words[0]);
        return fact?.Type switch
        {
            null => words is [] ? FactNames.Append("not") : FactNames,
            ValueType.Bool => ["yes", "no"],
            ValueType.Enumeration members => members.Members,
            ValueType.Bits when words.Length > 1 => ["bits"],
            ValueType.Size or ValueType.Addr when words.Length > 1 => ["KiB", "MiB", "GiB"],
            _ => [],
        };
    }

    private IEnumerable<string> FactNames =>
        desk.Policy.Facts.Where(f => !f.Use.HasFlag(FactUse.Consequence)).Select(f => f.Name);

    private IEnumerable<string> BenchNames =>
        desk.Bench.Stage.DeviceNames.Concat(desk.Bench.Stage.Mappings.Select(m => m.Name));
}
