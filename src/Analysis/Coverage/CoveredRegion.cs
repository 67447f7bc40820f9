using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;

namespace DmaRules.Analysis.Coverage;

/// <summary>A part of what a rule decides, and whether any decision was made in it.</summary>
public sealed class CoveredRegion
{
    private readonly Box _box;

    internal CoveredRegion(int decision, BoundRule rule, string words, Box box) =>
        (Decision, Rule, Words, _box) = (decision, rule, words, box);

    /// <summary>Which of the policy's decisions, by its place.</summary>
    public int Decision { get; }

    /// <summary>The rule that decides there.</summary>
    public BoundRule Rule { get; }

    /// <summary>Where that is, in the user's words.</summary>
    public string Words { get; }

    /// <summary>Whether it was met. Any thread may say so.</summary>
    public bool IsCovered { get; internal set; }

    /// <summary>Whether a point of the decision's space lies in it.</summary>
    internal bool Holds(ReadOnlySpan<int> point)
    {
        for (var axis = 0; axis < point.Length; axis++)
        {
            if (point[axis] < 0 || !_box[axis][point[axis]])
            {
                return false;
            }
        }

        return true;
    }
}
