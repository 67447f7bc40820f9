using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>Walks graphs with regions instead of facts: at a question the region is split, and both
/// halves go on. The number of ways through a graph may be beyond counting, so all walks of one
/// analysis share a budget of steps.</summary>
internal sealed class RegionWalk(long budget)
{
    private long _left = budget;

    /// <summary>Whether some walk was broken off: what was seen is then not all.</summary>
    public bool IsOverBudget { get; private set; }

    /// <summary>Each way through the graph that starts in a region: where it ends, and what is left
    /// of the region there.</summary>
    public IEnumerable<(int Rule, Region Region)> Ends(DecisionGraph graph, Region start)
    {
        var open = new Stack<(NodeId Node, Region Region)>();
        open.Push((graph.Root, start));
        while (open.TryPop(out var at))
        {
            if (--_left < 0)
            {
                IsOverBudget = true;
                yield break;
            }

            switch (graph.Nodes[at.Node.Index])
            {
                case DecisionNode.Ask ask:
                    Push(open, ask.WhenFalse, at.Region.Where(ask.Question, holds: false));
                    Push(open, ask.WhenTrue, at.Region.Where(ask.Question, holds: true));
                    break;
                case DecisionNode.Decide decide:
                    yield return (decide.Rule, at.Region);
                    break;
            }
        }
    }

    private static void Push(Stack<(NodeId, Region)> open, NodeId node, Region? region)
    {
        if (region is not null)
        {
            open.Push((node, region));
        }
    }
}
