using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Scenarios;

/// <summary>Passes on what happens on a stage, and has a judge for each device and one over
/// all.</summary>
internal sealed class StageSink(IEventSink next) : IEventSink
{
    private readonly Judge _overAll = new(NullSink.Instance);
    private readonly List<(string Device, Judge Judge)> _judges = [];

    /// <summary>Whether events count against the policy. Off while a driver breaks the rules of the
    /// API: what comes of that is its own fault.</summary>
    public bool IsJudging { get; set; } = true;

    public IEnumerable<(string Device, Verdict Verdict)> Verdicts =>
        _judges.Select(j => (j.Device, j.Judge.Verdict));

    public Verdict Verdict => _overAll.Verdict;

    public Verdict VerdictOf(string device) =>
        _judges.FirstOrDefault(j => j.Device == device).Judge?.Verdict ?? new Verdict.Ok();

    /// <summary>A device that comes back under its name keeps its judge.</summary>
    public void Watch(string device)
    {
        if (_judges.Exists(j => j.Device == device))
        {
            return;
        }

        var judge = new Judge(NullSink.Instance);
        judge.Watch(device);
        _judges.Add((device, judge));
    }

    public void Clear()
    {
        IsJudging = true;
        _overAll.WatchAll();
        _judges.Clear();
    }

    /// <inheritdoc/>
    public void On(in DmaEvent happened)
    {
        next.On(happened);
        if (!IsJudging)
        {
            return;
        }

        _overAll.On(happened);
        foreach (var (_, judge) in _judges)
        {
            judge.On(happened);
        }
    }
}
