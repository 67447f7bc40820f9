using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>A decision while files are laid upon each other.</summary>
internal sealed class MergedDecision(DeclarationSyntax.Decide first)
{
    public NameSyntax Name => first.Decision;

    public NameSyntax HitPolicy => first.HitPolicy;

    public List<RuleSyntax> Rules { get; } = [.. first.Rules];

    public RuleSyntax? Otherwise { get; private set; } = first.Otherwise;

    public SourcePlace Place { get; private set; } = first.Place;

    /// <summary>Rules of the same name replace where they stand; new ones go in front, in their
    /// order. </summary>
    public void Lay(DeclarationSyntax.Decide upper)
    {
        var positions = new Dictionary<string, int>();
        foreach (var (index, rule) in Rules.Index())
        {
            positions.TryAdd(NameOf(rule), index);
        }

        var added = new List<RuleSyntax>();
        foreach (var rule in upper.Rules)
        {
            if (positions.TryGetValue(NameOf(rule), out var position))
            {
                Rules[position] = rule;
            }
            else
            {
                added.Add(rule);
            }
        }

        Rules.InsertRange(0, added);
        Otherwise = upper.Otherwise ?? Otherwise;
        Place = upper.Place;
    }

    private static string NameOf(RuleSyntax rule) => rule.Name?.Text ?? "";
}

/// <summary>All that holds in a file after everything it uses was laid below it. What was declared
/// first keeps its position when something replaces it.</summary>
internal sealed class MergedPolicy
{
    public NameSyntax? Kernel { get; private set; }

    public NameSyntax? Platform { get; private set; }

    /// <summary>The topmost header.</summary>
    public DeclarationSyntax.Header? Header { get; private set; }

    public List<DeclarationSyntax.Param> Params { get; } = [];

    public List<DeclarationSyntax.Let> Lets { get; } = [];

    public List<MergedDecision> Decisions { get; } = [];

    public List<DeclarationSyntax.Invariant> Invariants { get; } = [];

    public MergedDecision? Find(string decision) => Decisions.Find(d => d.Name.Text == decision);

    /// <summary>Lays a file upon what is there.</summary>
    public void Lay(PolicySyntax upper)
    {
        foreach (var header in upper.All<DeclarationSyntax.Header>())
        {
            Header = header;
            Kernel = header.Kernel?.Name ?? Kernel;
            Platform = header.Kernel?.Platform ?? Platform;
        }

        Replace(Params, upper.All<DeclarationSyntax.Param>(), p => p.Name.Text);
        Replace(Lets, upper.All<DeclarationSyntax.Let>(), l => l.Name.Text);
        Replace(Invariants, upper.All<DeclarationSyntax.Invariant>(), i => i.Name.Text);
        foreach (var decide in upper.All<DeclarationSyntax.Decide>())
        {
            if (Find(decide.Decision.Text) is { } known)
            {
                known.Lay(decide);
            }
            else
            {
                Decisions.Add(new MergedDecision(decide));
            }
        }
    }

    /// <summary>Takes a decision of another policy, and what its conditions may name.</summary>
    public void Borrow(MergedDecision decision, MergedPolicy lender)
    {
        Decisions.Add(decision);
        AddMissing(Params, lender.Params, p => p.Name.Text);
        AddMissing(Lets, lender.Lets, l => l.Name.Text);
    }

    private static void Replace<T>(List<T> lower, IEnumerable<T> upper, Func<T, string> nameOf)
    {
        var positions = lower.Index().ToDictionary(l => nameOf(l.Item), l => l.Index);
        foreach (var item in upper)
        {
            if (positions.TryGetValue(nameOf(item), out var position))
            {
                lower[position] = item;
            }
            else
            {
                positions[nameOf(item)] = lower.Count;
                lower.Add(item);
            }
        }
    }

    private static void AddMissing<T>(List<T> own, List<T> lent, Func<T, string> nameOf)
    {
        var names = own.Select(nameOf).ToHashSet();
        own.AddRange(lent.Where(l => names.Add(nameOf(l))));
    }
}
