using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using Facts = DmaRules.Dsl.Evaluation.Facts;

namespace DmaRules.Cli.Commands;

/// <summary>One decision on facts as they are given; what is not has its default, or the least of
/// its values. So a region that an analysis shows can be tried, whether or not a machine gets
/// there.</summary>
internal static class LoneDecision
{
    public static int Run(
        Reply reply, BoundPolicy policy, string decision, string[] assignments, bool isWhyAsked)
    {
        if (SituationReader.ReadFacts(policy, assignments)
            .Failed(out var situation, out var complaint))
        {
            return reply.Refuse(complaint);
        }

        var index = policy.Decisions.Index().Single(d => d.Item.Symbol.Name == decision).Index;
        var facts = FactsOf(policy, situation);
        var fault = DecisionFault.IsPossible(policy.Decisions[index])
            ? DecisionFault.Find(policy.Decisions[index], policy.Graphs[index], facts)
            : null;
        var made = fault is null
            ? DecisionAnswer.Of(policy, index, facts)
            : DecisionAnswer.Undecided(decision);
        var faults = DiagnosticAnswer.NoneOrOne(fault);
        var answer = new
        {
            Policy = PolicyText.NameOf(policy),
            policy.Kernel,
            Engine = "interpreted",
            Given = PolicyText.Given(situation),
            Window = index == PolicyDispatch.WindowGraph ? made.ToJson(isWhyAsked) : null,
            Path = index == PolicyDispatch.PathGraph ? made.ToJson(isWhyAsked) : null,
            Diagnostics = DiagnosticAnswer.Of(faults),
        };
        return reply.Give("eval", fault is null ? ExitCode.Done : ExitCode.No, answer, page =>
        {
            DecisionAnswer.Write(page, [made]);
            DiagnosticAnswer.WriteBelow(page, faults);
            if (isWhyAsked)
            {
                made.WriteWhy(page);
            }
        });
    }

    private static Facts FactsOf(BoundPolicy policy, Situation situation)
    {
        var slots = default(FactSlots);
        foreach (var fact in policy.Facts)
        {
            slots[fact.Slot] = situation.Has(fact)
                ? situation[fact]
                : fact.Default ?? fact.Type.Min;
        }

        return new Facts(slots);
    }
}
