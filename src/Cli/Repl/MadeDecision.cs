using DmaRules.Dsl.Evaluation;

namespace DmaRules.Cli.Repl;

/// <summary>A decision that was made: the position of its graph in the policy, for which device,
/// about what (<c>window for 64 bits</c>, <c>map</c>), and the facts it was made with.</summary>
internal sealed record MadeDecision(int Graph, string Subject, string About, Facts Facts);
