using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Opens the files that a scenario is for, or that a policy differs from. Loading a policy
/// does not need them, so it does not; who checks a file wants to know.</summary>
internal static class ReferenceCheck
{
    /// <summary>What is wrong with the files that a file names. It looks no further than at those,
    /// so files may name each other.</summary>
    public static ImmutableArray<Diagnostic> Check(
        PolicySyntax syntax, Schema schema, ISourceResolver resolver)
    {
        var compared = syntax.All<DeclarationSyntax.Differs>().Select(d => d.Other);
        var played = syntax.All<DeclarationSyntax.Scenario>().Select(s => s.Policy);
        return
        [
            .. compared.SelectMany(f => Check(f, schema, resolver, isCompared: true)),
            .. played.OfType<TextSyntax>()
                .SelectMany(f => Check(f, schema, resolver, isCompared: false)),
        ];
    }

    private static ImmutableArray<Diagnostic> Check(
        TextSyntax file, Schema schema, ISourceResolver resolver, bool isCompared)
    {
        var from = file.Place.Source;
        return resolver.Find(file.Text, from) is not { } found
            ? [FileChain.NotFound(file, resolver)]
            : found.Path != from.Path ? Policy.Load(found, schema, resolver).Diagnostics
            : isCompared ? [OfItself(file)]
            : [];
    }

    private static Diagnostic OfItself(TextSyntax file) => new(
        DiagnosticCatalog.DiffersFromItself,
        file.Place,
        [file.Text],
        "name the policy that this one was made from");
}
