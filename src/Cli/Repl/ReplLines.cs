namespace DmaRules.Cli.Repl;

/// <summary>What carries out the lines of a session, by what they are about.</summary>
internal sealed record ReplLines(
    FactLines Facts,
    DecisionLines Decisions,
    StepLines Steps,
    SessionLines Session);
