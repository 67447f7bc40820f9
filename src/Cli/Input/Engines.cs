using DmaRules.Compilation;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Cli.Input;

/// <summary>Opens the engine that is wanted.</summary>
internal static class Engines
{
    // Measured: the first compilation costs about as much as interpreting this many decisions.
    private const long WorthCompiling = 200_000;

    public static IDecisionEngine Open(EngineChoice choice, long plannedDecisions) => choice switch
    {
        EngineChoice.Compiled => new CompiledEngine(),
        EngineChoice.Auto when plannedDecisions > WorthCompiling => new CompiledEngine(),
        _ => new InterpretedEngine(),
    };
}
