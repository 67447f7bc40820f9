using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using Sprache;
using static DmaRules.Dsl.Syntax.ExpressionGrammar;
using static DmaRules.Dsl.Syntax.LexemeParsers;

namespace DmaRules.Dsl.Syntax;

/// <summary>The declarations that say what a policy is.</summary>
internal static class PolicyGrammar
{
    private static readonly Parser<MetaSyntax> Meta =
        from key in OneOf("because", "cite", "since")
        from text in Quoted
        select new MetaSyntax(key.Text, text);

    public static Parser<ImmutableArray<MetaSyntax>> Metas { get; } = Meta.Repeated();

    private static readonly Parser<KernelSyntax> Kernel =
        from keyword in Keyword("kernel")
        from name in Name("a kernel release")
        from platform in (
            from word in Keyword("on") from name in Name("a platform") select name).OrNull()
        select new KernelSyntax(name, platform);

    private static readonly Parser<WordsSyntax> Outcome =
        Words(IsName, "an outcome");

    private static readonly Parser<RuleSyntax> Named =
        (from keyword in Keyword("rule")
         from name in Name("a name")
         from whenWord in Keyword("when")
         from condition in Expression
         from arrow in Sign("=>")
         from outcome in Outcome
         from metas in Metas
         select (Func<SourcePlace, RuleSyntax>)(place =>
             new RuleSyntax(name, condition, outcome, metas, place))).Placed();

    private static readonly Parser<RuleSyntax> Otherwise =
        (from keyword in Keyword("otherwise")
         from outcome in Keyword("impossible").Select(_ => (WordsSyntax?)null)
             .XOr(from arrow in Sign("=>") from words in Outcome select words)
         from metas in Metas
         select (Func<SourcePlace, RuleSyntax>)(place =>
             new RuleSyntax(null, null, outcome, metas, place))).Placed();

    public static Parser<DeclarationSyntax> Header { get; } =
        (from keyword in Keyword("policy")
         from name in Quoted
         from version in (from word in Keyword("version") from text in Quoted select text).OrNull()
         from metas in Metas
         from kernel in Kernel.OrNull()
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Header(name, version, metas, kernel, place))).Placed();

    public static Parser<DeclarationSyntax> Use { get; } =
        (from keyword in Keyword("use")
         from file in Quoted
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Use(file, place)))
        .Placed();

    public static Parser<DeclarationSyntax> Param { get; } =
        (from keyword in Keyword("param")
         from name in Name("a name")
         from colon in Sign(":")
         from type in OneOf("bool", "bits", "size", "addr")
         from sign in Sign("=")
         from value in Value
         from metas in Metas
         select (Func<SourcePlace, DeclarationSyntax>)(place => new DeclarationSyntax.Param(
             name, type, value, metas, place))).Placed();

    public static Parser<DeclarationSyntax> Let { get; } =
        (from keyword in Keyword("let")
         from name in Name("a name")
         from sign in Sign("=")
         from value in Expression
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Let(name, value, place))).Placed();

    public static Parser<DeclarationSyntax> Decide { get; } =
        (from keyword in Keyword("decide")
         from decision in Name("a decision")
         from hit in OneOf("first", "unique", "any")
         from open in Sign("{")
         from rules in Named.XOr(Otherwise).Recovering("rule", "otherwise")
         from close in Sign("}")
         select (Func<ParseContext, SourcePlace, DeclarationSyntax>)((context, place) =>
             new DeclarationSyntax.Decide(
                 decision,
                 hit,
                 [.. rules.Where(r => r.Name is not null)],
                 LastOf(rules, context),
                 place))).PlacedIn();

    public static Parser<DeclarationSyntax> Invariant { get; } =
        (from keyword in Keyword("invariant")
         from name in Name("a name")
         from colon in Sign(":")
         from condition in Expression
         from metas in Metas
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Invariant(name, condition, metas, place))).Placed();

    private static RuleSyntax? LastOf(ImmutableArray<RuleSyntax> rules, ParseContext context)
    {
        foreach (var (rule, next) in rules.Zip(rules.Skip(1)))
        {
            if (rule.Name is null)
            {
                context.Diagnostics.Add(new Diagnostic(
                    DiagnosticCatalog.RuleBehindOtherwise,
                    next.Place.FirstLine(),
                    [],
                    next.Name is null ? "take one of the two out" : "move `otherwise` to the end",
                    [new RelatedPlace(rule.Place.FirstLine(), "`otherwise` is here")]));
                break;
            }
        }

        return rules.LastOrDefault(r => r.Name is null);
    }
}
