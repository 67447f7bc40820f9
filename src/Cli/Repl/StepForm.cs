using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Scenarios;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>Writes a line out as a scenario's step. Devices and mappings must be there; what a
/// session lets people leave out (a name, a size, a unit, whose mapping it is) is filled in. What
/// does not fit is a complaint of the line.</summary>
internal sealed class StepForm(Desk desk)
{
    private const string Expected = "expect";
    private static readonly ValueType Size = new ValueType.Size();
    private int _lastName;

    public string Plug(LineWords words)
    {
        var name = words.TakeNewName("the device's name");
        if (words.Refusal is null && ReplVerbs.Find(name) is not null)
        {
            words.Complain($"`{name}` is a word of the session", "take another name");
        }

        var isTaken = desk.Bench.Stage.FindMapping(name) is not null;
        if (isTaken)
        {
            words.Complain($"there is a `{name}` already");
        }

        var isBare = desk.Situation[DmaSchema.Translated] != ValueType.Yes;
        return $"host: plugs {name} {Rest(words, isBare ? ["untranslated"] : [])}";
    }

    public string Call(string verb, LineWords words)
    {
        var device = Device(words);
        var isBareWidth = !words.AtEnd && words.Peek().All(char.IsAsciiDigit)
            && verb.StartsWith("set_", StringComparison.Ordinal);
        var width = isBareWidth ? $"{words.Take("")} bits " : "";
        return $"{device}: {verb} {width}{Rest(words)}";
    }

    public string Make(string verb, LineWords words)
    {
        var device = Device(words);
        var hasSize = !words.AtEnd && char.IsAsciiDigit(words.Peek()[0]);
        var size = hasSize ? "" : $"{ValueText.Show(Size, desk.Situation[DmaSchema.MapSize])} ";
        string[] flags = verb == "map_resource" ? [] :
        [
            .. Flag(DmaSchema.WeakOrdering, verb == "map"),
            .. Flag(DmaSchema.Atomic, isMeant: true),
        ];
        var rest = Rest(words, flags);
        return $"{device}: {NewName(words)} = {verb} {size}{rest}";
    }

    public string OfMapping(string verb, LineWords words)
    {
        var owner = Owner(words, out var mapping);
        var rest = Rest(words);
        return $"{owner}: {verb} {mapping} " + rest switch
        {
            "cpu" => "for_cpu",
            "device" => "for_device",
            _ => rest,
        };
    }

    // A mapping says whose it is, so its device need not be named; another device's name makes it a
    // trespasser.
    public string ByDevice(string verb, LineWords words)
    {
        var isNamed = desk.Bench.Stage.FindMapping(words.Peek()) is null
            && words.Peek(1).Length > 0;
        var device = isNamed ? Device(words) : null;
        var mapping = Mapping(words);
        return $"{device ?? mapping?.Device.Name}: {verb} {mapping?.Name} {Rest(words)}";
    }

    public string ByOther(string actor, LineWords words)
    {
        var writes = actor == "cpu" && words.Skip("write", "writes");
        if (!writes && !words.Skip("read", "reads") && actor == "cpu")
        {
            words.Complain("`read` or `write` is missing");
        }

        var owner = Owner(words, out var mapping);
        return $"{owner}: {actor} {(writes ? "writes" : "reads")} {mapping} {Rest(words)}";
    }

    public string Expect(LineWords words)
    {
        var isNamed = desk.Bench.Stage.FindDevice(words.Peek()) is not null;
        return isNamed
            ? $"{words.Take("a device")}: {Expected} {Rest(words)}"
            : $"{Expected} {Rest(words)}";
    }

    /// <summary>The words that are left, each as the language spells it, with some more in front of
    /// what is expected.</summary>
    public static string Rest(LineWords words, params ReadOnlySpan<string> more)
    {
        var left = new List<string>();
        while (!words.AtEnd && words.Peek() != Expected)
        {
            left.Add(Spelled(words.Take("")));
        }

        foreach (var word in more)
        {
            if (!left.Contains(word))
            {
                left.Add(word);
            }
        }

        while (!words.AtEnd)
        {
            left.Add(Spelled(words.Take("")));
        }

        return string.Join(' ', left);
    }

    // `4KiB` is 4 KiB; anything else is for the grammar to judge.
    private static string Spelled(string word)
    {
        var unit = word.TrimStart(['_', .. "0123456789"]);
        return unit.Length < word.Length && LineWords.Units.Contains(unit)
            ? $"{word[..^unit.Length]} {unit}"
            : word;
    }

    private IEnumerable<string> Flag(FactSymbol fact, bool isMeant) =>
        isMeant && desk.Situation[fact] == ValueType.Yes ? [fact.Name] : [];

    private string Device(LineWords words) => Known(words.Take("a device"), words);

    private string Known(string name, LineWords words)
    {
        if (desk.Bench.Stage.FindDevice(name) is null)
        {
            words.Complain(
                $"no device is called {LineWords.Quote(name)}",
                Suggestion.Nearest(name, desk.Bench.Stage.DeviceNames) is { } nearest
                    ? $"did you mean `{nearest}`?"
                    : "`device NAME` adds one");
        }

        return name;
    }

    private LiveMapping? Mapping(LineWords words)
    {
        var name = words.Take("a mapping");
        var mapping = desk.Bench.Stage.FindMapping(name);
        if (mapping is null)
        {
            var names = desk.Bench.Stage.Mappings.Select(m => m.Name).ToList();
            words.Complain(
                $"no mapping is called {LineWords.Quote(name)}",
                names switch
                {
                    [] => "`map` and `alloc` make one",
                    [var only] => $"there is only `{only}`",
                    _ => Suggestion.Help(name, names),
                });
        }

        return mapping;
    }

    private string? Owner(LineWords words, out string? mapping)
    {
        var live = Mapping(words);
        mapping = live?.Name;
        return words.Actor is { } actor ? Known(actor, words) : live?.Device.Name;
    }

    // The name before `=`, or the next of m1, m2 ...
    private string NewName(LineWords words)
    {
        var stage = desk.Bench.Stage;
        if (words.Target is { } name)
        {
            if (stage.FindDevice(name) is not null
                || stage.FindMapping(name) is { IsReleased: false })
            {
                words.Complain($"there is a `{name}` already");
            }

            return name;
        }

        if (words.Refusal is null)
        {
            do
            {
                _lastName++;
            }
            while (stage.FindMapping(NumberedName) is not null
                || stage.FindDevice(NumberedName) is not null);
        }

        return NumberedName;
    }

    private string NumberedName => FormattableString.Invariant($"m{_lastName}");
}
