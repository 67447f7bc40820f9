using System.Collections.Frozen;
using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;

namespace DmaRules.Policies.Scenarios;

/// <summary>Gives the words behind <c>expect</c> their meaning: parts, joined by
/// <c>and</c>.</summary>
internal static class ExpectationReader
{
    internal static readonly ImmutableArray<string> Seen =
        ["data", "other", "ciphertext", "plaintext", "fault", StepSight.Hangs];

    private static readonly FrozenDictionary<string, FactSymbol> Measures =
        new[] { DmaSchema.Reachable, DmaSchema.Shared, DmaSchema.Tces }
            .ToFrozenDictionary(f => f.Name);

    private static readonly ImmutableArray<string> Signs = ["==", "!=", "<", "<=", ">", ">="];

    private static readonly ImmutableArray<string> Starts =
        ["window", "path", "ok", "fails", "bounced", "not", "dma", .. Seen, .. Measures.Keys];

    public static ImmutableArray<StepExpectation> Read(BoundStep step, out Diagnostic? diagnostic)
    {
        var words = new StepWords(step.Expected, step.Place);
        var parts = ImmutableArray.CreateBuilder<StepExpectation>();
        while (!words.AtEnd && words.Diagnostic is null)
        {
            words.Skip("and");
            if (ReadPart(words) is { } part)
            {
                parts.Add(part);
            }
        }

        diagnostic = words.Diagnostic;
        return parts.ToImmutable();
    }

    private static StepExpectation? ReadPart(StepWords words)
    {
        var start = words.Peek();
        if (!Starts.Contains(start))
        {
            Unknown(words, start, Starts, "a step");
            return null;
        }

        words.Skip(start);
        return start switch
        {
            "window" => ReadWindow(words),
            "path" => ReadPath(words),
            "ok" => new StepExpectation.Succeeds(),
            "fails" => new StepExpectation.Fails(OptionalReason(words, "fails")),
            "bounced" => new StepExpectation.Bounces(true),
            "not" => ReadNotBounced(words),
            "dma" => ReadVerdict(words),
            _ when Measures.TryGetValue(start, out var measure) => ReadMeasure(words, measure),
            _ => new StepExpectation.Sees(start),
        };
    }

    private static StepExpectation.Window ReadWindow(StepWords words) =>
        new(Outcome(words, "window", DmaSchema.Instance.Decisions[0]), Rule(words));

    private static StepExpectation.Path ReadPath(StepWords words) =>
        new(Outcome(words, "path", DmaSchema.Instance.Decisions[1]), Rule(words));

    private static StepExpectation.Bounces ReadNotBounced(StepWords words)
    {
        if (!words.Skip("bounced"))
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, "not", "`bounced`");
        }

        return new StepExpectation.Bounces(false);
    }

    private static StepExpectation.Measure ReadMeasure(StepWords words, FactSymbol measure)
    {
        var sign = words.Peek();
        if (!Signs.Contains(sign))
        {
            words.Complain(
                DiagnosticCatalog.StepNeeds, null, measure.Name, "a comparison, e.g. `==`");
        }

        words.Skip(sign);
        var value = measure.Type is ValueType.Size
            ? words.Value<ValueType.Size>(measure.Name, "a size, e.g. `64 MiB`")
            : words.Value<ValueType.Count>(measure.Name, "a number");
        return new StepExpectation.Measure(measure, sign, value);
    }

    private static StepExpectation.Dma ReadVerdict(StepWords words)
    {
        var verdicts = DmaSchema.Instance.Verdicts.Select(v => v.Name).ToList();
        var word = words.Peek();
        if (!verdicts.Contains(word))
        {
            Unknown(words, word, verdicts, "dma");
        }

        words.Skip(word);
        return new StepExpectation.Dma(word, OptionalReason(words, word));
    }

    private static string Outcome(StepWords words, string what, DecisionSymbol decision)
    {
        if (!words.Skip("is"))
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, what, "`is`");
        }

        var known = decision.Outcomes.Select(o => o.Text).ToList();
        var text = words.Name(what, "an outcome");
        while (!words.AtEnd
            && words.Diagnostic is null
            && words.Peek() is not ("by" or "and"))
        {
            text = $"{text} {words.Name(what, "an outcome")}";
        }

        if (words.Diagnostic is null && !known.Contains(text))
        {
            Unknown(words, text, known, $"decide {what}");
        }

        return text;
    }

    private static string? Rule(StepWords words) =>
        words.Skip("by") ? words.Name("by", "a rule") : null;

    private static string? OptionalReason(StepWords words, string verdict)
    {
        if (words.AtEnd || words.Peek() == "and")
        {
            return null;
        }

        var symbol = DmaSchema.Instance.Verdicts.FirstOrDefault(v => v.Name == verdict);
        var known = symbol?.Reasons ?? [];
        var word = words.Peek();
        if (!known.Contains(word))
        {
            Unknown(words, word, known, verdict);
        }

        words.Skip(word);
        return word;
    }

    private static void Unknown(
        StepWords words, string word, IReadOnlyCollection<string> known, string of) =>
        words.Complain(
            DiagnosticCatalog.UnknownStepExpectation, Suggestion.Help(word, known), word, of);
}
