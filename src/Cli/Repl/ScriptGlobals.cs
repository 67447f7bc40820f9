using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;

namespace DmaRules.Cli.Repl;

/// <summary>What a line of C# in a session can name. Public because the script's own assembly reads
/// it.</summary>
public sealed class ScriptGlobals
{
    private readonly Desk _desk;

    internal ScriptGlobals(Desk desk) => _desk = desk;

    /// <summary>The machine that the session drives.</summary>
    public Machine Machine => _desk.Bench.Stage.Machine;

    /// <summary>The policy.</summary>
    public BoundPolicy Policy => _desk.Policy;

    /// <summary>The given facts.</summary>
    public Situation Facts => _desk.Situation;

    /// <summary>What happened on the machine so far.</summary>
    public IReadOnlyList<DmaEvent> Events => _desk.Bench.Recorder.Events;

    /// <summary>The value of the last line of C#, or the result of the last <c>decide</c>:
    /// whichever came later.</summary>
    public object? Last => _desk.Last;

    /// <summary>A device by its name, or null.</summary>
    public Device? Device(string name) => _desk.Bench.Stage.FindDevice(name);
}
