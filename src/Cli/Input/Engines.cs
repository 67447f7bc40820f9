using DmaRules.Compilation;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Cli.Input;

/// <summary>Opens the engine that is wanted.</summary>
internal static class Engines
{
    // A first compilation takes most of a second, in which some hundred thousand decisions of a
    // shipped policy are interpreted.
    private const long WorthCompiling = 200_000;

    public static IDecisionEngine Open(EngineChoice choice, long plannedDecisions) => choice switch
    {
        EngineChoice.Compiled => new CompiledEngine(),
        EngineChoice.Auto when plannedDecisions > WorthCompiling => new CompiledEngine(),
        _ => new InterpretedEngine(),
    };
}
