using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Policies.Testing;

/// <summary>Looks for one fact whose change makes a failed situation pass, by trying: first the
/// facts that the test gives, then the others that a test may give. It runs the machine for every
/// change and claims nothing about changes of more than one fact.</summary>
internal sealed class RepairSearch(PolicyRunner runner, CaseSpace space)
{
    private const int MostTries = 400;
    private const int MostShown = 6;

    public Repair Of(BoundTest test, Situation failed)
    {
        var tried = 0;
        var changes = ImmutableArray.CreateBuilder<string>();
        foreach (var fact in Candidates(failed))
        {
            var passing = space.ValuesToTry(fact, test)
                .Where(v => v != failed[fact] || !failed.Has(fact))
                .Where(v => tried < MostTries && Passes(failed.With(fact, v)))
                .ToList();
            if (passing.Count > 0)
            {
                changes.Add($"{fact.Name} {ValueWords.Of(fact, passing)}");
            }
        }

        return new Repair([.. changes.Take(MostShown)], tried);

        bool Passes(Situation changed)
        {
            tried++;
            return changed.FindProblem(runner.Kernel) is null
                && test.Expectations.All(e => IsMet(e, changed));
        }
    }

    private bool IsMet(BoundExpectation expected, Situation situation)
    {
        var result = runner.Run(situation, ResultAction.Of(expected.Result));
        return runner.Fault is null && Comparison.IsMet(expected, result);
    }

    // The operation is the expectation's; changing it would be another test.
    private IEnumerable<FactSymbol> Candidates(Situation failed) => failed.Given.Keys
        .Concat(runner.Policy.Facts.Where(f => !failed.Has(f) && IsWorthTrying(f)))
        .Where(f => f != DmaSchema.Op);

    private bool IsWorthTrying(FactSymbol fact) =>
        fact.Use.HasFlag(FactUse.Given)
        && !Foreign.Is(fact, runner.Kernel.Platform)
        && (fact.Use & (FactUse.Ranged | FactUse.Param)) != FactUse.None;
}
