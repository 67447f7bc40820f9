using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Cli.Repl;

/// <summary>Keeps what happens on the bench, and has one judge for each device.</summary>
internal sealed class BenchSink : IEventSink
{
    private readonly List<(string Device, Judge Judge)> _judges = [];

    public EventRecorder Recorder { get; } = new();

    /// <summary>Whether events count against the policy. Off while a driver breaks the rules of the
    /// API: what comes of that is its own fault.</summary>
    public bool IsJudging { get; set; } = true;

    public IReadOnlyList<(string Device, Judge Judge)> Judges => _judges;

    public void Watch(string device)
    {
        var judge = new Judge(NullSink.Instance);
        judge.Watch(device);
        _judges.Add((device, judge));
    }

    public void Clear()
    {
        Recorder.Clear();
        _judges.Clear();
    }

    /// <inheritdoc/>
    public void On(in DmaEvent happened)
    {
        Recorder.On(happened);
        foreach (var (_, judge) in IsJudging ? _judges : [])
        {
            judge.On(happened);
        }
    }
}
