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
    private static readonly Parser<MetaSyntax> Meta = Sequence.Of(
        OneOf("because", "cite", "since"),
        Quoted,
        (key, text, _) => new MetaSyntax(key.Text, text));

    public static Parser<ImmutableArray<MetaSyntax>> Metas { get; } = Meta.Repeated();

    private static readonly Parser<KernelSyntax> Kernel = Sequence.Of(
        Keyword("kernel").Then(Name("a kernel release")),
        Keyword("on").Then(Name("a platform")).OrNull(),
        (name, platform, _) => new KernelSyntax(name, platform));

    private static readonly Parser<WordsSyntax> Outcome =
        Words(IsName, "an outcome");

    private static readonly Parser<RuleSyntax> Named = Sequence.Of(
        Keyword("rule").Then(Name("a name")),
        Keyword("when").Then(Expression),
        Sign("=>").Then(Outcome),
        Metas,
        (name, condition, outcome, metas, place) =>
            new RuleSyntax(name, condition, outcome, metas, place));

    private static readonly Parser<RuleSyntax> Otherwise = Sequence.Of(
        Keyword("otherwise").Then(
            Keyword("impossible").Select(_ => (WordsSyntax?)null).XOr(Sign("=>").Then(Outcome))),
        Metas,
        (outcome, metas, place) => new RuleSyntax(null, null, outcome, metas, place));

    public static Parser<DeclarationSyntax> Header { get; } = Sequence.Of(
        Keyword("policy").Then(Quoted),
        Keyword("version").Then(Quoted).OrNull(),
        Metas,
        Kernel.OrNull(),
        (name, version, metas, kernel, place) =>
            new DeclarationSyntax.Header(name, version, metas, kernel, place));

    public static Parser<DeclarationSyntax> Use { get; } = Sequence.Of(
        Keyword("use").Then(Quoted),
        (file, place) => new DeclarationSyntax.Use(file, place));

    public static Parser<DeclarationSyntax> Param { get; } = Sequence.Of(
        Keyword("param").Then(Name("a name")),
        Sign(":").Then(OneOf("bool", "bits", "size", "addr")),
        Sign("=").Then(Value),
        Metas,
        (name, type, value, metas, place) =>
            new DeclarationSyntax.Param(name, type, value, metas, place));

    public static Parser<DeclarationSyntax> Let { get; } = Sequence.Of(
        Keyword("let").Then(Name("a name")),
        Sign("=").Then(Expression),
        (name, value, place) => new DeclarationSyntax.Let(name, value, place));

    public static Parser<DeclarationSyntax> Decide { get; } = Sequence.Of(
        Context,
        Keyword("decide").Then(Name("a decision")),
        OneOf("first", "unique", "any"),
        Named.XOr(Otherwise).Recovering("rule", "otherwise").InBraces(),
        (context, decision, hit, rules, place) => new DeclarationSyntax.Decide(
            decision,
            hit,
            [.. rules.Where(r => r.Name is not null)],
            LastOf(rules, context),
            place));

    public static Parser<DeclarationSyntax> Invariant { get; } = Sequence.Of(
        Keyword("invariant").Then(Name("a name")),
        Sign(":").Then(Expression),
        Metas,
        (name, condition, metas, place) =>
            new DeclarationSyntax.Invariant(name, condition, metas, place));

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
