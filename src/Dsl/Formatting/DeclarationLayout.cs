using System.Collections.Immutable;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Formatting;

/// <summary>Declarations, and the rules in them: what does not fit on a line gets a line for each
/// of its parts, all at one indent, with the reasons below.</summary>
internal static class DeclarationLayout
{
    /// <summary>A declaration that has no block.</summary>
    public static Layout Of(DeclarationSyntax declaration) => declaration switch
    {
        DeclarationSyntax.Header header => Header(header),
        DeclarationSyntax.Use use => new Layout.Piece(
            $"use {ValueWords.Of(use.File)}", use.File.Place.Span),
        DeclarationSyntax.Param param => Described(
            Below(param.Metas),
            new Layout.Piece(
                $"param {param.Name.Text} : {param.Type.Text} = {ValueWords.Of(param.Value)}",
                param.Value.Place.Span)),
        DeclarationSyntax.Let let => Described(
            [],
            new Layout.Piece($"let {let.Name.Text} =", let.Name.Place.Span),
            ExpressionLayout.Of(let.Value, 0)),
        DeclarationSyntax.Invariant claim => Described(
            Below(claim.Metas),
            new Layout.Piece($"invariant {claim.Name.Text}:", claim.Name.Place.Span),
            ExpressionLayout.Of(claim.Condition, 0)),
        DeclarationSyntax.Differs differs => Differs(differs),
        _ => new Layout.Piece("", declaration.Place.Span),
    };

    /// <summary>The start of a block, with its reasons but without its brace.</summary>
    public static Layout StartOf(DeclarationSyntax declaration) => declaration switch
    {
        DeclarationSyntax.Decide decide => new Layout.Piece(
            $"decide {decide.Decision.Text} {decide.HitPolicy.Text}", decide.HitPolicy.Place.Span),
        DeclarationSyntax.Test test => Described(Below(test.Metas), Named("test", test.Name)),
        DeclarationSyntax.Table table => Described(Below(table.Metas), Named("table", table.Name)),
        DeclarationSyntax.Scenario { Policy: { } policy } scenario => Described(
            Below(scenario.Metas),
            Named($"scenario {ValueWords.Of(scenario.Name)} for", policy)),
        DeclarationSyntax.Scenario scenario => Described(
            Below(scenario.Metas), Named("scenario", scenario.Name)),
        _ => new Layout.Piece("", declaration.Place.Span),
    };

    /// <summary>A rule, or <c>otherwise</c>.</summary>
    public static Layout Of(RuleSyntax rule)
    {
        var outcome = rule.Outcome is null
            ? null
            : new Layout.Piece($"=> {ValueWords.Of(rule.Outcome)}", rule.Outcome.Place.Span);
        return (rule, outcome) switch
        {
            ({ Name: { } name, When: { } when }, { } end) => Described(
                Below(rule.Metas),
                new Layout.Piece($"rule {name.Text}", name.Place.Span),
                ExpressionLayout.Of(when, Layout.Step).Between("when ", ""),
                end),
            (_, { } end) => Described(Below(rule.Metas), Otherwise("otherwise", rule), end),
            _ => Described(Below(rule.Metas), Otherwise("otherwise impossible", rule)),
        };
    }

    private static Layout.Piece Otherwise(string words, RuleSyntax rule) =>
        new(words, new TextSpan(rule.Place.Span.Start, "otherwise".Length));

    private static Layout.Group Header(DeclarationSyntax.Header header)
    {
        var name = Named("policy", header.Name);
        var below = Below(header.Metas);
        if (header.Kernel is { } kernel)
        {
            var words = kernel.Platform is { } platform
                ? $"{kernel.Name.Text} on {platform.Text}"
                : kernel.Name.Text;
            below = below.Add(new Line("kernel", words, (kernel.Platform ?? kernel.Name).Place));
        }

        return header.Version is { } version
            ? Described(below, name, Named("version", version))
            : Described(below, name);
    }

    private static ImmutableArray<Line> Below(ImmutableArray<MetaSyntax> metas) =>
        [.. metas.Select(m => new Line(m.Key, ValueWords.Of(m.Text), m.Text.Place))];

    // What stands behind the first words of the lines below one thing is in one column.
    private static Layout.Group Described(ImmutableArray<Line> below, params Layout[] parts)
    {
        var width = below.Select(l => l.Key.Length).DefaultIfEmpty().Max();
        var lines = below.Select(l =>
            new Layout.Piece($"{l.Key.PadRight(width)} {l.Text}", l.Place.Span));
        return new Layout.Group(
            [new Layout.Group([.. parts], Breaking.Together, 0), .. lines],
            Breaking.Always,
            Layout.Step);
    }

    private static Layout.Piece Named(string word, TextSyntax name) =>
        new($"{word} {ValueWords.Of(name)}", name.Place.Span);

    private static Layout.Group Differs(DeclarationSyntax.Differs differs)
    {
        var start = new Layout.Piece(
            $"differs from {ValueWords.Of(differs.Other)}", differs.Other.Place.Span);
        var width = Columns.WidthOf(differs.Parts.Select(p => p.Decision.Text));
        var parts = differs.Parts.Select(p => ExpressionLayout.Of(p.When, Layout.Step)
            .Between($"{p.Decision.Text.PadRight(width)} exactly when ", ""));
        return new Layout.Group([start, .. parts], Breaking.Hanging, Layout.Step);
    }

    private sealed record Line(string Key, string Text, SourcePlace Place);
}
