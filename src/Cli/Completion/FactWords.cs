using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Syntax;
using DmaRules.Policies.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Completion;

/// <summary>Facts and parameters as <c>name=</c>, and what can stand behind the sign. Of numbers
/// there are too many: those that people ask for are named.</summary>
internal static class FactWords
{
    private const string Computing = "eval";
    private static readonly ulong[] UsualMasks = [24, 32, 40, 48, 64];

    public static IEnumerable<Candidate> For(Asked asked, IEnumerable<OutlineEntry> declared)
    {
        var given = asked.ValuesOf("FACT=VALUE").Select(v => v.Split('=')[0]).ToHashSet();
        var facts = DmaSchema.Instance.Facts.Where(f => IsAllowed(f, asked))
            .SelectMany(f => Words(f.Name, f.Type, f.Doc, f.Default));
        var parameters = declared.Where(e => e.Keyword == "param")
            .SelectMany(e => Words(e.Name, TypeCalled(e.Type), "a parameter of the policy", null));
        return facts.Concat(parameters).Where(c => !given.Contains(c.Text.Split('=')[0]));
    }

    private static bool IsAllowed(FactSymbol fact, Asked asked) =>
        fact.Use.HasFlag(FactUse.Given)
        || (asked.Command.Name == Computing && !fact.Use.HasFlag(FactUse.Consequence));

    private static IEnumerable<Candidate> Words(
        string name, ValueType? type, string about, ulong? initial)
    {
        yield return new Candidate($"{name}=", about);
        if (type is null)
        {
            yield break;
        }

        foreach (var value in ValuesOf(type, initial))
        {
            // A command line takes a number and its unit as one word, and `bits` may be left out.
            var shown = ValueText.Show(type, value);
            var word = type is ValueType.Bits
                ? shown.Split(' ')[0]
                : shown.Replace(" ", "", StringComparison.Ordinal);
            yield return new Candidate($"{name}={word}", value == initial ? "the default" : null);
        }
    }

    private static IEnumerable<ulong> ValuesOf(ValueType type, ulong? initial) => type switch
    {
        ValueType.Bool => [ValueType.Yes, 0],
        ValueType.Enumeration words => words.Members.Select((_, i) => (ulong)i),
        ValueType.Bits => UsualMasks,
        _ => initial is { } value ? [value] : [],
    };

    private static ValueType? TypeCalled(string? name) => name switch
    {
        "bool" => new ValueType.Bool(),
        "bits" => new ValueType.Bits(),
        _ => null,
    };
}
