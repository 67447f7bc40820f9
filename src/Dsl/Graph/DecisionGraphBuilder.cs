using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Graph;

/// <summary>Makes one graph of a decision's rules or of a condition. Rules are built from the last
/// to the first: where a rule's condition fails, the graph goes on at the rule behind it.</summary>
internal sealed class DecisionGraphBuilder(
    ImmutableArray<FactSymbol> facts, DiagnosticList diagnostics)
{
    // A guess, to make room for: most rules ask two questions and decide.
    private const int NodesPerRule = 3;

    /// <summary>The graph of rules under <c>first</c>; one condition for each but the last rule.
    /// Null if it grew over its limit.</summary>
    public DecisionGraph? Build(
        string name,
        ImmutableArray<BoundExpression> conditions,
        ImmutableArray<GraphRule> rules,
        SourcePlace place) =>
        Build(name, conditions, rules, [.. Enumerable.Range(0, conditions.Length)], place);

    /// <summary>The same with the rules asked in another order: <paramref name="order"/> lists the
    /// positions of all but the last.</summary>
    public DecisionGraph? Build(
        string name,
        ImmutableArray<BoundExpression> conditions,
        ImmutableArray<GraphRule> rules,
        ImmutableArray<int> order,
        SourcePlace place)
    {
        var table = new NodeTable(NodesPerRule * rules.Length);
        var last = rules.Length - 1;
        var next = table.AddEnd(last, rules[last].Place);
        var (largest, most) = (last, 0);
        for (var at = order.Length - 1; at >= 0; at--)
        {
            var i = order[at];
            var before = table.Nodes.Count;
            var decide = table.AddEnd(i, rules[i].Place);
            next = table.BuildRule(conditions[i], decide, next, i);
            if (table.Nodes.Count - before > most)
            {
                (largest, most) = (i, table.Nodes.Count - before);
            }

            if (table.IsFull)
            {
                Complain(name, rules, place, largest, most);
                return null;
            }
        }

        return Prune(name, table, next, rules);
    }

    /// <summary>The graph of one condition: it holds, or it does not.</summary>
    public DecisionGraph? Build(string name, BoundExpression condition, SourcePlace place) => Build(
        name,
        [condition],
        [
            new GraphRule("holds", null, null, place),
            new GraphRule("does not hold", null, null, place),
        ],
        place);

    private void Complain(
        string name, ImmutableArray<GraphRule> rules, SourcePlace place, int largest, int most)
    {
        var isCondition = rules[largest].Outcome is null;
        var driver = isCondition ? "its condition" : $"rule `{rules[largest].Name}`";
        diagnostics.Add(
            DiagnosticCatalog.GraphTooLarge,
            isCondition ? place : rules[largest].Place.FirstLine(),
            "facts that are asked in many combinations drive it: split the condition into rules",
            name,
            Numbers.Show(Limits.GraphNodes),
            driver,
            Numbers.Show(most));
    }

    // Building from behind makes nodes that a rule further up turns out not to need. Edges point
    // backwards, so one pass down finds what is needed and one pass up numbers it anew.
    private DecisionGraph Prune(
        string name, NodeTable table, NodeId root, ImmutableArray<GraphRule> rules)
    {
        var needed = new bool[table.Nodes.Count];
        needed[root.Index] = true;
        for (var i = root.Index; i >= 0; i--)
        {
            if (needed[i] && table.Nodes[i] is DecisionNode.Ask ask)
            {
                needed[ask.WhenTrue.Index] = true;
                needed[ask.WhenFalse.Index] = true;
            }
        }

        var numbers = new NodeId[table.Nodes.Count];
        var count = needed.Count(n => n);
        var nodes = ImmutableArray.CreateBuilder<DecisionNode>(count);
        var origins = ImmutableArray.CreateBuilder<NodeOrigin>(count);
        for (var i = 0; i <= root.Index; i++)
        {
            if (needed[i])
            {
                numbers[i] = new NodeId(nodes.Count);
                nodes.Add(Renumber(table.Nodes[i], numbers));
                origins.Add(table.Origins[i]);
            }
        }

        return new DecisionGraph(
            name,
            nodes.MoveToImmutable(),
            numbers[root.Index],
            origins.MoveToImmutable(),
            rules,
            facts);
    }

    // Mostly nothing in front of a node was left out, and then it is the same.
    private static DecisionNode Renumber(DecisionNode node, NodeId[] numbers)
    {
        if (node is not DecisionNode.Ask ask)
        {
            return node;
        }

        var (whenTrue, whenFalse) = (numbers[ask.WhenTrue.Index], numbers[ask.WhenFalse.Index]);
        return whenTrue == ask.WhenTrue && whenFalse == ask.WhenFalse
            ? ask
            : new DecisionNode.Ask(ask.Question, whenTrue, whenFalse);
    }
}
