using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Finds what one file declares twice. Across files the same name replaces
/// instead.</summary>
internal static class DuplicateCheck
{
    public static void Check(PolicySyntax file, DiagnosticList diagnostics)
    {
        Check(
            "policy",
            file.All<DeclarationSyntax.Header>(),
            h => ("", h.Name.Text, h.Name.Place),
            diagnostics);
        Check(
            "decide",
            file.All<DeclarationSyntax.Decide>(),
            d => (d.Decision.Text, d.Decision.Text, d.Decision.Place),
            diagnostics);
        Check("the name", file.Declarations, Value, diagnostics);
        Check(
            "invariant",
            file.All<DeclarationSyntax.Invariant>(),
            i => (i.Name.Text, i.Name.Text, i.Name.Place),
            diagnostics);
        Check("test", file.Declarations, Case, diagnostics);
        foreach (var decide in file.All<DeclarationSyntax.Decide>())
        {
            Check("rule", decide.Rules, r => OfName(r.Name), diagnostics);
        }
    }

    /// <summary>Complains of each item whose key came before; a null key is never the
    /// same.</summary>
    public static void Check<T>(
        string kind,
        IEnumerable<T> items,
        Func<T, (string? Key, string Name, SourcePlace Place)> describe,
        DiagnosticList diagnostics)
    {
        var seen = new Dictionary<string, T>(items is IReadOnlyCollection<T> all ? all.Count : 0);
        foreach (var item in items)
        {
            var (key, name, place) = describe(item);
            if (key is null || seen.TryAdd(key, item))
            {
                continue;
            }

            diagnostics.Add(new Diagnostic(
                DiagnosticCatalog.DeclaredTwice,
                place,
                [kind, name],
                kind is "given" or "expectation" or "difference"
                    ? "take one of them out"
                    : "rename one of them, or take it out",
                [new RelatedPlace(describe(seen[key]).Place, "the first one is here")]));
        }
    }

    private static (string? Key, string Name, SourcePlace Place) Value(
        DeclarationSyntax declaration) =>
        declaration switch
        {
            DeclarationSyntax.Param param => OfName(param.Name),
            DeclarationSyntax.Let let => OfName(let.Name),
            _ => default,
        };

    private static (string? Key, string Name, SourcePlace Place) Case(
        DeclarationSyntax declaration) =>
        declaration switch
        {
            DeclarationSyntax.Test test => OfText(test.Name),
            DeclarationSyntax.Table table => OfText(table.Name),
            DeclarationSyntax.Scenario scenario => OfText(scenario.Name),
            _ => default,
        };

    private static (string? Key, string Name, SourcePlace Place) OfName(NameSyntax? name) =>
        name is null ? default : (name.Text, name.Text, name.Place);

    private static (string? Key, string Name, SourcePlace Place) OfText(TextSyntax text) =>
        (text.Text, text.Text, text.Place);
}
