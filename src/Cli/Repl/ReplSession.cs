using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Cli.Repl;

/// <summary>A session without its terminal: a line in, lines of text out. Nothing here prints,
/// waits or asks the time, so that a test can hold a whole session.</summary>
internal sealed class ReplSession
{
    /// <summary>Characters in one line.</summary>
    public const int LongestLine = 1 << 20;

    private const char ByteOrderMark = '\uFEFF';
    private readonly Desk _desk;
    private readonly ReplLines _lines;
    private readonly SessionScript _script;
    private readonly CSharpLines _csharp;

    /// <summary>A session with a policy; valid until the engine is disposed.</summary>
    public ReplSession(BoundPolicy policy, IDecisionEngine engine, IReplFiles files)
    {
        _desk = new Desk(policy, engine);
        _script = new SessionScript(policy.Source.Path);
        _csharp = new CSharpLines(_desk);
        _lines = new ReplLines(
            new FactLines(_desk),
            new DecisionLines(_desk),
            new StepLines(_desk),
            new SessionLines(_desk, files, _script));
        Completer = new Completer(_desk);
    }

    /// <summary>What Tab offers.</summary>
    public Completer Completer { get; }

    /// <summary>What a session begins with.</summary>
    public ImmutableArray<string> Greeting =>
        [SessionLines.Title(_desk.Policy), "`:help` shows what to type"];

    /// <summary>Takes one line.</summary>
    public Answer Submit(string line)
    {
        if (line.Length > LongestLine)
        {
            return Answer.Refused("the line is too long", "a line has at most 1 MiB");
        }

        var text = line.TrimStart(ByteOrderMark).Trim();
        _desk.Bench.Decisions.Clear();
        var (answer, isAside) = text switch
        {
            ['#', ..] => (Answer.Empty, false),
            ['=', ..] => (_csharp.Run(text[1..]), false),
            _ => RunWords(text),
        };
        if (_desk.Bench.Decisions.Made.Count > 0)
        {
            _desk.Decisions = LastOfEach(_desk.Bench.Decisions.Made);
        }

        if (!answer.IsError && !isAside)
        {
            _script.Add(text);
        }

        return answer;
    }

    private (Answer Answer, bool IsAside) RunWords(string text)
    {
        var words = LineWords.Of(text.Length == 0 ? "decide" : text);
        words.TakeTarget(w => IsMaker(w) || FindDevice(w) is not null);
        PutVerbFirst(words);
        var word = words.Peek();
        if (ReplVerbs.Find(word) is not { } verb)
        {
            return (Unknown(word, words.Peek(1)), false);
        }

        words.Skip(word);
        if (words.Target is { } target && !IsMaker(verb.Name))
        {
            return (Answer.Refused($"there is nothing here to call `{target}`"), false);
        }

        return (verb.Run(_lines, words), verb.IsAside);
    }

    private Runtime.Machines.Device? FindDevice(string name) =>
        _desk.Bench.Stage.FindDevice(name);

    private static bool IsMaker(string verb) => verb is "map" or "alloc" or "map_resource";

    // Scenarios say who acts first: `nic: map 4 KiB`, `nic: device reads cmd`.
    private static void PutVerbFirst(LineWords words)
    {
        var actor = words.Peek().TrimEnd(':');
        var isDevice =
            words.Peek(1) == "device" && ReplVerbs.Find(words.Peek(2)) is { IsStep: true };
        var at = isDevice ? 2 : 1;
        if (ReplVerbs.Find(words.Peek()) is not null
            || ReplVerbs.Find(words.Peek(at)) is not { IsStep: true } verb)
        {
            return;
        }

        words.Actor = verb.TakesDevice ? null : actor;
        words.Replace(at + 1, verb.TakesDevice ? [verb.Name, actor] : [verb.Name]);
    }

    private Answer Unknown(string word, string next)
    {
        var name = word.Split('=', ':')[0];
        var isFact = name.Length > 0 && _desk.Policy.Facts.Any(f => f.Name == name);
        if (FindDevice(name) is not null)
        {
            var step = Suggestion.Nearest(next, ReplVerbs.Steps);
            return Answer.Refused(
                $"{LineWords.Quote(next)} is nothing that {name} or its driver can do",
                step is null
                    ? $"`{name} map 4 KiB`, for one; `:help` shows all"
                    : $"did you mean `{step}`?");
        }

        var nearest = Suggestion.Nearest(word, ReplVerbs.All.Select(v => v.Name));
        return Answer.Refused(
            $"no line starts with {LineWords.Quote(word)}",
            isFact ? $"`given {name} = VALUE` gives a fact"
            : nearest is not null ? $"did you mean `{nearest}`? `:help` shows all"
            : "`:help` shows what to type");
    }

    private static ImmutableArray<MadeDecision> LastOfEach(IEnumerable<MadeDecision> made) =>
        [.. made.GroupBy(d => (d.Graph, d.Subject, d.About)).Select(g => g.Last())];
}
