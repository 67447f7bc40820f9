using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Binding;

/// <summary>One assignment as a command line has it: <c>fact=value</c>, <c>fact</c> for
/// yes.</summary>
/// <param name="Situation">The situation with it; unchanged if there is a problem.</param>
/// <param name="Problem">What is wrong, in a sentence; null if nothing is.</param>
/// <param name="Help">The way out, where there is one.</param>
public sealed record SituationChange(Situation Situation, string? Problem, string? Help)
{
    internal static SituationChange Made(Situation situation) => new(situation, null, null);
}

/// <summary>Reads assignments of facts and parameters from text.</summary>
public static class SituationText
{
    private static readonly ImmutableArray<string> Switches = ["yes", "no"];

    /// <summary>The situation of all assignments; that of those before the first one with a
    /// problem, or all with what keeps the policy's machine from being built.</summary>
    public static SituationChange Read(
        IEnumerable<string> assignments, BoundPolicy policy, bool computedToo)
    {
        var change = SituationChange.Made(Situation.Default);
        foreach (var assignment in assignments)
        {
            change = Add(change.Situation, assignment, policy.Facts, computedToo);
            if (change.Problem is not null)
            {
                return change;
            }
        }

        var problem = KernelProfile.Find(policy.Kernel, policy.Platform) is { } kernel
            ? change.Situation.FindProblem(kernel)
            : null;
        return problem is null
            ? change
            : new SituationChange(change.Situation, problem, "change what is given");
    }

    /// <summary>Adds one assignment to a situation. Facts are those of a policy: the schema's and
    /// its parameters. <paramref name="computedToo"/>: also facts that the machine computes, as
    /// <c>eval</c> may. </summary>
    public static SituationChange Add(
        Situation situation, string assignment, ImmutableArray<FactSymbol> facts, bool computedToo)
    {
        var parts = assignment.Split('=', 2, StringSplitOptions.TrimEntries);
        var fact = facts.FirstOrDefault(f => f.Name == parts[0]);
        if (fact is null)
        {
            return new SituationChange(
                situation,
                $"no fact is called `{parts[0]}`",
                NearestHelp(parts[0], facts.Select(f => f.Name)));
        }

        if (!IsAllowed(fact, computedToo))
        {
            return new SituationChange(
                situation, $"`{fact.Name}` is computed and cannot be given", WhoComputes(fact));
        }

        var text = parts.Length == 2 ? parts[1] : fact.Type is ValueType.Bool ? "yes" : "";
        return ValueText.TryParse(fact.Type, text, out var value)
            ? SituationChange.Made(situation.With(fact, value))
            : new SituationChange(
                situation, $"`{text}` is no value of `{fact.Name}`", ValuesOf(fact, text));
    }

    /// <summary>What a fact can be, as a help line; with the nearest word where
    /// <paramref name="text"/> looks like one.</summary>
    public static string ValuesOf(FactSymbol fact, string text) => fact.Type switch
    {
        ValueType.Enumeration words => Choices(words.Members, text),
        ValueType.Bool => Choices(Switches, text),
        ValueType.Bits => "a mask's width, 1 to 64 bits",
        ValueType.Size => "a size with its unit: 4 KiB, 64 MiB, 1 GiB",
        ValueType.Addr => "an address in hex, or a size from 0: 0x80000000, 2 GiB",
        _ => "a number",
    };

    private static bool IsAllowed(FactSymbol fact, bool computedToo) =>
        fact.Use.HasFlag(FactUse.Given) || (computedToo && !fact.Use.HasFlag(FactUse.Consequence));

    private static string WhoComputes(FactSymbol fact) =>
        fact.Use.HasFlag(FactUse.Consequence)
            ? "it is known only after a run; an invariant can speak of it"
            : "the machine computes it; `eval` may set it";

    private static string Choices(ImmutableArray<string> members, string text) =>
        NearestHelp(text, members) ?? $"one of: {string.Join(", ", members)}";

    private static string? NearestHelp(string text, IEnumerable<string> names) =>
        Suggestion.Nearest(text, names) is { } nearest ? $"did you mean `{nearest}`?" : null;
}
