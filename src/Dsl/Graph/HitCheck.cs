using System.Collections.Immutable;

namespace DmaRules.Dsl.Graph;

/// <summary>What <c>unique</c> and <c>any</c> promise, as two graphs of the same rules. Rules that
/// may hold together form a group: under <c>unique</c> each rule is one of its own, under
/// <c>any</c> all with the same outcome are one. One graph asks the groups from the first to the
/// last, the other from the last to the first; the promise is kept where both end in the same
/// group. So two walks find any two rules that hold and must not, however many rules there are.
/// </summary>
/// <param name="FirstToLast">Answers with a position among the decision's rules.</param>
/// <param name="LastToFirst">So does this one.</param>
/// <param name="Groups">The group of the rule in each position.</param>
public sealed record HitCheck(
    DecisionGraph FirstToLast,
    DecisionGraph LastToFirst,
    ImmutableArray<int> Groups);
