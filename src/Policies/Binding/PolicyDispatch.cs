using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Binding;

/// <summary>A policy as the machine asks it: turns the machine's facts into slots, runs the
/// decision, turns the deciding rule into a choice. Choices are made once, so that asking allocates
/// nothing.</summary>
public sealed class PolicyDispatch : IDispatchPolicy
{
    /// <summary>Where the window's decision stands among a policy's.</summary>
    public const int WindowGraph = 0;

    /// <summary>Where the path's stands.</summary>
    public const int PathGraph = 1;

    private readonly RuleSelector _window;
    private readonly RuleSelector _path;
    private readonly bool[] _mayFail;
    private readonly WindowChoice[] _windowChoices;
    private readonly PathChoice[] _pathChoices;
    private FactSlots _given;
    private IReadOnlyDictionary<FactSymbol, ulong> _overridden =
        new Dictionary<FactSymbol, ulong>();

    /// <summary>A policy whose decisions are run by an engine; valid until the engine is
    /// disposed.</summary>
    public PolicyDispatch(BoundPolicy policy, IDecisionEngine engine)
    {
        Policy = policy;
        var selectors = engine.Prepare(policy.Graphs);
        (_window, _path) = (selectors[0], selectors[1]);
        _mayFail = [.. policy.Decisions.Select(DecisionFault.IsPossible)];
        _windowChoices = [.. policy.Decisions[0].Rules.Select(WindowChoiceOf)];
        _pathChoices = [.. policy.Decisions[1].Rules.Select(PathChoiceOf)];
        Give(Situation.Default);
    }

    private PolicyDispatch(PolicyDispatch other)
    {
        Policy = other.Policy;
        (_window, _path) = (other._window, other._path);
        _mayFail = other._mayFail;
        (_windowChoices, _pathChoices) = (other._windowChoices, other._pathChoices);
        Give(Situation.Default);
    }

    /// <summary>The policy.</summary>
    public BoundPolicy Policy { get; }

    /// <summary>The first decision since the last <see cref="Give"/> in which the policy broke its
    /// own word (<c>unique</c>, <c>any</c>, <c>otherwise impossible</c>); null if it kept it. The
    /// machine was told that nothing was decided, and failed the operation.</summary>
    public Diagnostic? Fault { get; private set; }

    /// <summary>Sets what does not come from the machine: parameters and given facts. Facts that
    /// the machine computes and that are given all the same keep the given value at every
    /// decision.</summary>
    public void Give(Situation situation)
    {
        Fault = null;
        foreach (var fact in Policy.Facts)
        {
            _given[fact.Slot] = situation[fact];
        }

        _overridden = situation.Given
            .Where(g => !g.Key.Use.HasFlag(FactUse.Given))
            .ToDictionary(g => g.Key, g => g.Value);
    }

    /// <summary>The same for another thread: the decisions are shared, what is given is
    /// not.</summary>
    public PolicyDispatch Another() => new(this);

    /// <inheritdoc/>
    public WindowChoice DecideWindow(in DispatchFacts facts)
    {
        var slots = Slots(facts);
        return FindFault(WindowGraph, slots) is { } fault
            ? new WindowChoice(
                WindowAction.Undecided, BrokenWord(WindowGraph, fault), "", fault.Message)
            : _windowChoices[_window(slots)];
    }

    /// <inheritdoc/>
    public PathChoice DecidePath(in DispatchFacts facts)
    {
        var slots = Slots(facts);
        return FindFault(PathGraph, slots) is { } fault
            ? new PathChoice(
                PathAction.Undecided,
                PathBy.Itself,
                BrokenWord(PathGraph, fault),
                "",
                fault.Message)
            : _pathChoices[_path(slots)];
    }

    /// <summary>The facts of a moment as the graphs read them.</summary>
    public Dsl.Evaluation.Facts Slots(in DispatchFacts facts)
    {
        var slots = _given;
        FactBinding.Fill(ref slots, facts);
        foreach (var (fact, value) in _overridden)
        {
            slots[fact.Slot] = value;
        }

        return new Dsl.Evaluation.Facts(slots);
    }

    private Diagnostic? FindFault(int graph, in Dsl.Evaluation.Facts slots)
    {
        if (!_mayFail[graph])
        {
            return null;
        }

        var fault = DecisionFault.Find(Policy.Decisions[graph], Policy.Graphs[graph], slots);
        Fault ??= fault;
        return fault;
    }

    // No rule decided; what is shown in its place is the word that was broken.
    private string BrokenWord(int graph, Diagnostic fault) =>
        fault.Descriptor == DiagnosticCatalog.ImpossibleReached
            ? Policy.Decisions[graph].Rules[^1].Name
            : Policy.Decisions[graph].HitPolicy;

    private static WindowChoice WindowChoiceOf(BoundRule rule) => new(
        rule.Outcome.Text switch
        {
            "ddw mapping ram" => WindowAction.DdwMappingRam,
            "ddw mapping pool" => WindowAction.DdwMappingPool,
            "low mapping pool" => WindowAction.LowMappingPool,
            "none" => WindowAction.NoOps,
            "refuse" => WindowAction.Refuse,
            _ => WindowAction.Table,
        },
        rule.Name,
        rule.Place.ToString(),
        rule.Message);

    private static PathChoice PathChoiceOf(BoundRule rule)
    {
        var words = rule.Outcome.Text.Split(' ');
        var action = words[0] switch
        {
            "bypass" => PathAction.Bypass,
            "direct" => PathAction.Direct,
            "refuse" => PathAction.Refuse,
            _ => PathAction.Iommu,
        };
        var by = words.Length == 1 ? PathBy.Itself
            : words[1] == "shared" ? PathBy.Sharing
            : PathBy.Pool;
        return new PathChoice(action, by, rule.Name, rule.Place.ToString(), rule.Message);
    }
}
