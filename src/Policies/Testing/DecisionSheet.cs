using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Policies.Testing;

/// <summary>The part of a sheet about decisions: the rule that was expected with every part of its
/// condition and the values in it, and the rule that decided instead.</summary>
internal static class DecisionSheet
{
    private const int MostRows = 40;
    private const string FalseMark = "<- first false";

    public static void Write(SheetWriter sheet, TestFailure failure)
    {
        foreach (var decision in failure.Decisions)
        {
            foreach (var wanted in decision.Wanted)
            {
                sheet.Blank();
                sheet.Prose(2, Head(decision, wanted));
                WriteCondition(sheet, wanted);
            }

            sheet.Blank();
            WriteDecider(sheet, decision);
        }
    }

    private static void WriteDecider(SheetWriter sheet, DecisionReport decision)
    {
        var decider = decision.Decider;
        sheet.Prose(
            2,
            $"{decision.Name} was decided by `{decider.Rule.Name}` at {decider.Rule.Place}: "
                + decider.Rule.Outcome.Text);
        var isInTheWay = !decision.Wanted.IsEmpty;
        if (isInTheWay && decider.Condition is not null)
        {
            WriteCondition(sheet, decider);
        }
        else if (!isInTheWay || decision.Wanted.All(w => w.Condition is null))
        {
            WriteAbove(sheet, decision);
        }
    }

    private static string Head(DecisionReport decision, RuleReport wanted)
    {
        var verb = decision.IsRuleNamed
            ? "was expected"
            : $"would be {wanted.Rule.Outcome.Text}";
        var holds = wanted.Condition is { Holds: true } ? ", which holds but stands below" : "";
        return $"{decision.Name} {verb} by `{wanted.Rule.Name}` at {wanted.Rule.Place}{holds}";
    }

    private static void WriteAbove(SheetWriter sheet, DecisionReport decision)
    {
        sheet.Rows(4, [.. decision.Above.Select(Above)]);
        if (decision.OthersAbove > 0)
        {
            sheet.Prose(
                4, $"... {FailureSheet.Count(decision.OthersAbove, "other rule")} did not hold");
        }
    }

    private static SheetWords[] Above(RuleReport rule)
    {
        var part = rule.Condition?.FirstFalse;
        return ["no", rule.Rule.Name, part?.Words ?? "", Values(part)];
    }

    private static void WriteCondition(SheetWriter sheet, RuleReport rule)
    {
        if (rule.Condition is not { } condition)
        {
            sheet.Prose(4, "decides where no rule above it holds");
            return;
        }

        var rows = new List<SheetWords[]>();
        var lets = new HashSet<ConditionReport>(ReferenceEqualityComparer.Instance);
        AddRows(rows, condition, depth: 0, condition.FirstFalse, lets);
        sheet.Rows(4, [.. rows.Take(MostRows)]);
        if (rows.Count > MostRows)
        {
            sheet.Prose(
                4, $"... {FailureSheet.Count(rows.Count - MostRows, "part")} more");
            if (rows.Skip(MostRows).FirstOrDefault(r => r[^1].Text == FalseMark) is { } mark)
            {
                sheet.Rows(4, [mark]);
            }
        }
    }

    // What a `let` stands for is taken apart once.
    private static void AddRows(
        List<SheetWords[]> rows,
        ConditionReport part,
        int depth,
        ConditionReport? marked,
        HashSet<ConditionReport> lets)
    {
        var isMarked = ReferenceEquals(part, marked);
        rows.Add(
        [
            part.Holds ? "yes" : "no",
            new SheetWords(
                new string(' ', 2 * depth) + part.Words, isMarked ? Accent.Bad : Accent.Plain),
            Values(part),
            isMarked ? FalseMark : "",
        ]);
        if (part.Kind == ConditionKind.Let && !lets.Add(part.Parts[0]))
        {
            return;
        }

        foreach (var inner in part.Parts)
        {
            AddRows(rows, inner, depth + 1, marked, lets);
        }
    }

    // Of a switch the answer already says the value.
    private static SheetWords Values(ConditionReport? part) => new(
        part is null
            ? ""
            : string.Join(", ", part.Facts
                .Where(f => f.Fact.Type is not ValueType.Bool)
                .Select(f => $"{f.Fact.Name} = {f.Value}")),
        Accent.Quiet);
}
