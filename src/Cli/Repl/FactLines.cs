using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>The lines about facts: <c>given</c>, <c>:facts</c>, <c>:reset</c>.</summary>
internal sealed class FactLines(Desk desk)
{
    public Answer Give(LineWords words)
    {
        var situation = desk.Situation;
        foreach (var part in words.TakeRest().Split(',', StringSplitOptions.TrimEntries))
        {
            var change = SituationText.Add(
                situation, Assignment(part), desk.Policy.Facts, computedToo: true);
            if (change.Problem is { } problem)
            {
                return Answer.Refused(problem, change.Help ?? "`:facts` shows the facts");
            }

            situation = change.Situation;
        }

        return situation.FindProblem(desk.Bench.Kernel) is { } wrong
            ? Answer.Refused(wrong)
            : Rebuilt(desk.Give(situation));
    }

    public Answer Show(LineWords words)
    {
        if (words.AtEnd)
        {
            return Answer.Of(AllFacts());
        }

        var name = words.Take("a fact");
        words.End();
        var fact = desk.Policy.Facts.FirstOrDefault(f => f.Name == name);
        return words.Refusal ?? (fact is null ? Unknown(name) : Answer.Of(OneFact(fact)));
    }

    public Answer Reset(LineWords words)
    {
        words.End();
        if (words.Refusal is { } refusal)
        {
            return refusal;
        }

        desk.Clear();
        return Answer.Of("no fact is given, and there is no device");
    }

    private Answer Rebuilt(bool isOther)
    {
        if (!isOther || !desk.HasDevices)
        {
            return Answer.Empty;
        }

        var names = Suggestion.List(desk.Bench.Stage.Devices.Select(d => d.Name), "and");
        return Answer.Of(
            $"this is another machine, so it was booted anew, with {names} set up again:",
            "masks are at 32 bits; mappings, events and added memory are gone");
    }

    // The language's own is `f = value`; people also write `f value`, `f is value`, `f == value`.
    private static string Assignment(string part)
    {
        var words = part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["not", var fact] => $"{fact}=no",
            [var fact, "is" or "==", .. var value] => $"{fact}={string.Join(' ', value)}",
            [var fact, var next, ..] when !part.Contains('=', StringComparison.Ordinal) =>
                $"{fact}={string.Join(' ', words[1..])}",
            _ => part,
        };
    }

    private IEnumerable<string> AllFacts()
    {
        var given = desk.Situation.Given;
        var others =
            desk.Policy.Facts.Where(f => f.Default is not null && !desk.Situation.Has(f)).ToList();
        return
        [
            given.IsEmpty ? "nothing is given" : "given:",
            .. given.Select(g => Line(g.Key, g.Value)),
            "by default:",
            .. others.Select(f => Line(f, f.Default ?? 0)),
            "`:facts NAME` says more, also about those that the machine computes",
        ];
    }

    private static string Line(FactSymbol fact, ulong value) =>
        $"  {fact.Name,-22}{ValueText.Show(fact.Type, value)}";

    private IEnumerable<string> OneFact(FactSymbol fact)
    {
        yield return $"{fact.Name}: {fact.Doc}";
        yield return $"  values       {ValuesOf(fact)}";
        if (fact.KernelWord.Length > 0)
        {
            yield return $"  kernel       {fact.KernelWord}";
        }

        var now = desk.Situation.Has(fact)
            ? $"{ValueText.Show(fact.Type, desk.Situation[fact])}, given"
            : fact.Default is { } value ? $"{ValueText.Show(fact.Type, value)}, by default"
            : fact.Use.HasFlag(FactUse.Given) ? "not given"
            : "the machine computes it";
        yield return $"  now          {now}";
    }

    private static string ValuesOf(FactSymbol fact) => fact.Type switch
    {
        ValueType.Bool => "yes or no",
        ValueType.Enumeration words => Suggestion.List(words.Members),
        _ => SituationText.ValuesOf(fact, ""),
    };

    private Answer Unknown(string name) => Answer.Refused(
        $"no fact is called {LineWords.Quote(name)}",
        Suggestion.Nearest(name, desk.Policy.Facts.Select(f => f.Name)) is { } nearest
            ? $"did you mean `{nearest}`?"
            : "`:facts` shows them");
}
