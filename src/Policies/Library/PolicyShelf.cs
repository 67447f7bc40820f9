using System.Collections.Immutable;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Policies.Library;

/// <summary>Shipped policies, loaded once and ready to run. Valid until the engine is
/// disposed.</summary>
public sealed class PolicyShelf(IDecisionEngine engine)
{
    private readonly Dictionary<string, Outcome<BoundPolicy?>> _loaded =
        new(StringComparer.Ordinal);
    private readonly Dictionary<string, PolicyRunner> _runners = new(StringComparer.Ordinal);

    /// <summary>A shipped policy; null if no policy has that name or it has errors.</summary>
    public BoundPolicy? Find(string name) => Load(name)?.Value;

    /// <summary>A shipped policy with its diagnostics; null if no policy has that name.</summary>
    public Outcome<BoundPolicy?>? Load(string name)
    {
        if (_loaded.TryGetValue(name, out var known))
        {
            return known;
        }

        return ShippedPolicies.Find(name) is { } text
            ? _loaded[name] = Policy.Load(text, DmaSchema.Instance, ShippedPolicies.Instance)
            : null;
    }

    /// <summary>The runner of a shipped policy; null as <see cref="Find"/>.</summary>
    public PolicyRunner? FindRunner(string name)
    {
        if (!_runners.TryGetValue(name, out var runner) && Find(name) is { } policy)
        {
            _runners[name] = runner = new PolicyRunner(policy, engine);
        }

        return runner;
    }

    /// <summary>The facts that can be given to a shipped policy: the schema's and its
    /// parameters.</summary>
    public ImmutableArray<FactSymbol> FactsOf(string name) =>
        Find(name)?.Facts ?? DmaSchema.Instance.Facts;
}
