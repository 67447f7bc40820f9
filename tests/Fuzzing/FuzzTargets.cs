using System.Collections.Immutable;
using DmaRules.Fuzzing.Targets;

namespace DmaRules.Fuzzing;

/// <summary>Every entry of the tool that takes what somebody else wrote.</summary>
public static class FuzzTargets
{
    /// <summary>All of them, the innermost first.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new ParserTarget(),
        new BinderTarget(),
        new FormatTarget(),
        new TestFileTarget(),
        new ScenarioTarget(),
        new CompiledTarget(),
        new RecordingTarget(),
        new ReplTarget(),
        new CommandLineTarget(),
    ];

    /// <summary>The one of that name, or null.</summary>
    public static FuzzTarget? Find(string name) => All.FirstOrDefault(t => t.Name == name);
}
