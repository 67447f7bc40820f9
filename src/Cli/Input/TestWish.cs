using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Input;

/// <summary>Which tests are to be run, and how.</summary>
/// <param name="Engine">Who decides.</param>
/// <param name="Filter">Which tests.</param>
/// <param name="Seed">Draws the part of a large test that is tried; null: large tests
/// fail.</param>
/// <param name="Jobs">How many tests run at once.</param>
/// <param name="Coverage">Whether it is noted what they cover.</param>
internal sealed record TestWish(
    EngineChoice Engine, TestFilter Filter, ulong? Seed, int Jobs, bool Coverage);
