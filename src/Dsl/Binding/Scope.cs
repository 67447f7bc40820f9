using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>A `let` after binding.</summary>
internal sealed record BoundLet(string Name, BoundExpression Value, SourcePlace Place)
{
    /// <summary>What the name means where a condition has it.</summary>
    public BoundExpression Named { get; } = new BoundExpression.Named(Name, Value);
}

/// <summary>Who asks: that decides which facts may be read. Without a decision every fact may be,
/// and consequences too where <paramref name="KnowsConsequences"/>.</summary>
internal sealed record Reader(DecisionSymbol? Decision, bool KnowsConsequences)
{
    /// <summary>A `let` alone: who uses it checks what it reads.</summary>
    public static Reader Anyone { get; } = new(null, KnowsConsequences: true);

    public static Reader Comparison { get; } = new(null, KnowsConsequences: false);

    public bool MayRead(FactSymbol fact) =>
        Decision is null
            ? KnowsConsequences || !fact.Use.HasFlag(FactUse.Consequence)
            : (fact.Use & Decision.Use) != FactUse.None;
}

/// <summary>What names mean in one policy.</summary>
internal sealed class Scope(
    Schema schema, ImmutableArray<FactSymbol> facts, DiagnosticList diagnostics)
{
    private readonly Dictionary<string, FactSymbol> _facts = facts.ToDictionary(f => f.Name);
    private readonly Dictionary<string, BoundLet> _lets = [];
    private readonly Dictionary<string, SourcePlace> _params = [];

    public Schema Schema => schema;

    public ImmutableArray<FactSymbol> Facts => facts;

    public DiagnosticList Diagnostics => diagnostics;

    public FactSymbol? FindFact(string name) => _facts.GetValueOrDefault(name);

    public BoundLet? FindLet(string name) => _lets.GetValueOrDefault(name);

    public void Declare(BoundLet let) => _lets[let.Name] = let;

    /// <summary>Says where a parameter stands, for messages.</summary>
    public void Declare(NameSyntax param) => _params[param.Text] = param.Place;

    /// <summary>The names that a reader could have meant.</summary>
    public IEnumerable<string> NamesFor(Reader reader) =>
        facts.Where(reader.MayRead).Select(f => f.Name).Concat(_lets.Keys);

    /// <summary>Finds a fact or says that there is none.</summary>
    public FactSymbol? Fact(string name, SourcePlace place, Reader reader)
    {
        if (FindFact(name) is not { } fact)
        {
            ReportUnknown(name, place, reader);
            return null;
        }

        if (!reader.MayRead(fact))
        {
            ReportUnreadable(fact, place, reader, through: null);
            return null;
        }

        return fact;
    }

    public void ReportUnknown(string name, SourcePlace place, Reader reader) =>
        ReportUnknown(name, place, () => [.. NamesFor(reader)]);

    /// <summary>The same where only some names would have been right.</summary>
    public void ReportUnknown(
        string name, SourcePlace place, Func<IReadOnlyCollection<string>> candidates)
    {
        var known = FindLet(name) is not null ? $"`{name}` is a `let`: it stands alone"
            : ForeignValue(name);
        if (known is not null)
        {
            diagnostics.Add(DiagnosticCatalog.UnknownName, place, known, name, "fact");
            return;
        }

        diagnostics.AddUnknown(
            DiagnosticCatalog.UnknownName, new(name, place), candidates, DeclaredAt, "fact");
    }

    private static string? ForeignValue(string name) => name.ToLowerInvariant() switch
    {
        "true" or "on" => "write `yes`",
        "false" or "off" => "write `no`",
        "null" or "nil" => "nothing is ever missing here: every fact has a value",
        _ => null,
    };

    // Where a parameter or a `let` is declared; the facts of the schema stand in no file.
    private RelatedPlace? DeclaredAt(string name)
    {
        SourcePlace? place = FindLet(name)?.Place.FirstLine()
            ?? (_params.TryGetValue(name, out var param) ? param : null);
        return place is { } known ? new RelatedPlace(known, $"`{name}` is declared here") : null;
    }

    /// <summary>Complains of the first fact behind a `let` that the reader may not read.</summary>
    public bool MayRead(BoundLet let, SourcePlace place, Reader reader)
    {
        foreach (var fact in facts)
        {
            if ((let.Value.Reads >> fact.Slot & 1) == 1 && !reader.MayRead(fact))
            {
                ReportUnreadable(fact, place, reader, let);
                return false;
            }
        }

        return true;
    }

    private void ReportUnreadable(
        FactSymbol fact, SourcePlace place, Reader reader, BoundLet? through)
    {
        var readable = facts.Where(reader.MayRead).ToList();
        var meant =
            Likely.Fact(fact, readable.Where(f => ExpressionBinder.AreSame(f.Type, fact.Type)));
        var help = fact.Use.HasFlag(FactUse.Consequence)
            ? "it is known only after a run: claim it in an `invariant` or `expect` it in a test"
            : meant is not null ? $"did you mean `{meant.Name}`, {meant.Doc}?"
            : Suggestion.Help(fact.Name, [.. readable.Select(f => f.Name)]);
        var descriptor = DiagnosticCatalog.FactNotReadable;
        var asked = reader.Decision is null ? "exactly when" : $"decide {reader.Decision.Name}";
        ImmutableArray<RelatedPlace> related = through is null
            ? []
            : [new RelatedPlace(through.Place.FirstLine(), $"`{through.Name}` reads it here")];
        diagnostics.Add(new Diagnostic(descriptor, place, [fact.Name, asked], help, related));
    }
}
