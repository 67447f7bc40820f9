using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;

namespace DmaRules.Policies.Running;

/// <summary>Drives the machine with a policy, one situation after another.</summary>
public sealed class PolicyRunner
{
    private readonly Trial _trial;

    /// <summary>Runs of a policy; every event goes to <paramref name="events"/>.</summary>
    public PolicyRunner(BoundPolicy policy, IDecisionEngine engine, IEventSink? events = null)
        : this(new PolicyDispatch(policy, engine), events ?? NullSink.Instance)
    {
        Kernel = KernelProfile.Find(policy.Kernel, policy.Platform)
            ?? throw new ArgumentException($"no profile is called {policy.Kernel}", nameof(policy));
    }

    private PolicyRunner(PolicyDispatch dispatch, IEventSink events)
    {
        Dispatch = dispatch;
        Kernel = KernelProfile.V56;
        _trial = new Trial(Dispatch, events);
    }

    /// <summary>The policy as the machine asks it.</summary>
    public PolicyDispatch Dispatch { get; }

    /// <summary>The policy.</summary>
    public BoundPolicy Policy => Dispatch.Policy;

    /// <summary>The release whose mechanics it runs on; a test may put another one in its
    /// place.</summary>
    public KernelProfile Kernel { get; init; }

    /// <summary>What the policy did wrong in the last run: see
    /// <see cref="PolicyDispatch.Fault"/>.</summary>
    public Diagnostic? Fault => Dispatch.Fault;

    /// <summary>A runner for another thread: its machine is its own, the decisions are shared.
    /// Nobody listens to its events.</summary>
    public PolicyRunner Another() =>
        new(Dispatch.Another(), NullSink.Instance) { Kernel = Kernel };

    /// <summary>Runs one situation. It must be free of problems: see
    /// <see cref="Situation.FindProblem"/>. </summary>
    public TrialResult Run(Situation situation, DriverAction action)
    {
        Dispatch.Give(situation);
        return _trial.Run(situation.Machine(Kernel), situation.Plan(action));
    }

    /// <summary>Runs a machine and a driver that were made before, for whoever runs very many. What
    /// is given besides them is what <see cref="PolicyDispatch.Give"/> was last told.</summary>
    public TrialResult Run(MachineSpec machine, DriverPlan plan) => _trial.Run(machine, plan);

    /// <summary>Everything that is known after a run, as invariants read it.</summary>
    public Dsl.Evaluation.Facts FactsAfter(TrialResult result)
    {
        var facts = Dispatch.Slots(result.Facts);
        var slots = default(FactSlots);
        foreach (var fact in Policy.Facts)
        {
            slots[fact.Slot] = facts[fact.Slot];
        }

        FactBinding.Fill(ref slots, result);
        return new Dsl.Evaluation.Facts(slots);
    }

    /// <summary>The policy's invariants that a run violates.</summary>
    public IEnumerable<BoundInvariant> Violated(TrialResult result)
    {
        var facts = FactsAfter(result);
        return Policy.Invariants.Where(i => !Interpreter.Holds(i.Condition, facts));
    }
}
