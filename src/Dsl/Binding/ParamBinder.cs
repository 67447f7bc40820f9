using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Binding;

/// <summary>Makes facts of parameters; they get the slots behind the schema's.</summary>
internal sealed class ParamBinder(Schema schema, DiagnosticList diagnostics)
{
    private const FactUse Use = FactUse.Param | FactUse.Given | FactUse.Window | FactUse.Path;

    /// <summary>All facts of a policy. They may be more than there is room for, after a
    /// complaint.</summary>
    public ImmutableArray<FactSymbol> Bind(IReadOnlyList<DeclarationSyntax.Param> parameters)
    {
        var facts = schema.Facts.ToBuilder();
        var scope = new Scope(schema, schema.Facts, diagnostics);
        var values = new ValueBinder(scope);
        foreach (var param in parameters)
        {
            if (scope.FindFact(param.Name.Text) is { } fact)
            {
                diagnostics.Add(
                    DiagnosticCatalog.DeclaredTwice,
                    param.Name.Place,
                    $"`{fact.Name}` is a fact already: {fact.Doc}",
                    "the name",
                    param.Name.Text);
                continue;
            }

            facts.Add(Bind(param, facts.Count, values));
        }

        if (facts.Count > Limits.FactSlots)
        {
            diagnostics.Add(
                DiagnosticCatalog.TooManyFacts,
                parameters[^1].Name.Place,
                "take out those that no test changes: write their values where they are used",
                Numbers.Show(Limits.FactSlots),
                Numbers.Show(facts.Count));
        }

        return facts.ToImmutable();
    }

    private FactSymbol Bind(DeclarationSyntax.Param param, int slot, ValueBinder values)
    {
        var doc = param.Metas.FirstOrDefault(m => m.Key == "because")?.Text.Text ?? "";
        var fact = new FactSymbol(slot, param.Name.Text, TypeOf(param.Type.Text), Use, null, doc);
        var value = values.Raw(fact, param.Value, Reader.Anyone);
        if (value < fact.Type.Min || value > fact.Type.Max)
        {
            diagnostics.Add(
                DiagnosticCatalog.OutOfRange,
                param.Value.Place,
                Likely.Range(fact),
                fact.Name,
                param.Value.Place.Text,
                ValueText.Describe(fact.Type));
        }

        return fact with { Default = value };
    }

    private static ValueType TypeOf(string word) => word switch
    {
        "bool" => new ValueType.Bool(),
        "bits" => new ValueType.Bits(),
        "size" => new ValueType.Size(),
        _ => new ValueType.Addr(),
    };
}
