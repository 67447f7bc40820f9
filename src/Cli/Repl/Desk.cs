using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Cli.Repl;

/// <summary>All that a session has in hand: the policy, the given facts, the machine, the last
/// decisions. </summary>
internal sealed class Desk
{
    private readonly IDecisionEngine _engine;

    public Desk(BoundPolicy policy, IDecisionEngine engine)
    {
        (_engine, Policy) = (engine, policy);
        Bench = MakeBench(policy);
    }

    public BoundPolicy Policy { get; private set; }

    public Bench Bench { get; private set; }

    public Situation Situation { get; private set; } = Situation.Default;

    /// <summary>What <c>:why</c> explains.</summary>
    public ImmutableArray<MadeDecision> Decisions { get; set; } = [];

    /// <summary>The last <c>decide</c>, and what happened in it; null before the first.</summary>
    public TrialResult? Trial { get; set; }

    /// <summary>What the last line that made a value made.</summary>
    public object? Last { get; set; }

    public EventRecorder TrialEvents { get; } = new();

    public bool HasDevices => Bench.Stage.Devices.Any();

    /// <summary>Takes another policy. Facts stay given unless they were the old policy's
    /// parameters.</summary>
    public void Take(BoundPolicy policy)
    {
        var seats = Bench.Seats;
        (Policy, Bench) = (policy, MakeBench(policy));
        var kept = Situation.Given.Where(g => policy.Facts.Contains(g.Key));
        Situation = Situation with { Given = Situation.Given.Clear().AddRange(kept) };
        Bench.Dispatch.Give(Situation);
        if (!seats.IsEmpty)
        {
            Bench.Boot(Situation, seats);
        }

        ForgetDecisions();
    }

    /// <summary>Gives other facts; true if they make it another machine and it was booted
    /// anew.</summary>
    public bool Give(Situation situation)
    {
        Situation = situation;
        Bench.Dispatch.Give(situation);
        var isOther =
            Bench.IsBooted && situation.Machine(Bench.Kernel) != Bench.Stage.Machine.Spec;
        if (isOther)
        {
            Bench.Boot(situation, Bench.Seats);
        }

        return isOther;
    }

    /// <summary>Forgets all but the policy.</summary>
    public void Clear()
    {
        Bench.PowerOff();
        Give(Situation.Default);
        ForgetDecisions();
    }

    private void ForgetDecisions()
    {
        (Decisions, Trial) = ([], null);
        TrialEvents.Clear();
    }

    private Bench MakeBench(BoundPolicy policy)
    {
        var runner = new PolicyRunner(policy, _engine);
        return new Bench(runner.Dispatch, runner.Kernel);
    }
}
