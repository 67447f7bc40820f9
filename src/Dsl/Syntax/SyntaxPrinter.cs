using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>Prints a file in its one style: two blanks of indent, a blank line around everything
/// that has several lines, metas below what they belong to, tables in columns, comments kept. A
/// condition that makes its line too long is broken at its outermost joints.</summary>
public static class SyntaxPrinter
{
    private const string Indent = "  ";
    private const string Deeper = "    ";
    private const string Hanging = "      ";
    private const int Width = 100;

    /// <summary>The canonical text. Reading it back and printing that gives the same.</summary>
    public static string Print(PolicySyntax file)
    {
        var writer = new SyntaxWriter(file.Source);
        DeclarationSyntax? last = null;
        foreach (var declaration in file.Declarations)
        {
            if (last is not null && !AreNeighbours(last, declaration))
            {
                writer.WriteBlankLine();
            }

            Print(writer, declaration);
            last = declaration;
        }

        writer.WriteCommentsBefore("", int.MaxValue);
        return writer.ToString();
    }

    /// <summary>A condition on one line.</summary>
    public static string Print(ExpressionSyntax expression) => ExpressionPrinter.Print(expression);

    internal static string Print(WordsSyntax? words) =>
        words is null ? "" : words.Text + (words.Message is null ? "" : $" {Quote(words.Message)}");

    internal static string Quote(TextSyntax text) => $"\"{text.Text}\"";

    private static bool AreNeighbours(DeclarationSyntax one, DeclarationSyntax other) =>
        one.GetType() == other.GetType()
        && one is DeclarationSyntax.Use or DeclarationSyntax.Param or DeclarationSyntax.Let;

    private static void Print(SyntaxWriter writer, DeclarationSyntax declaration)
    {
        switch (declaration)
        {
            case DeclarationSyntax.Decide decide:
                Print(writer, decide);
                break;
            case DeclarationSyntax.Test test:
                var lines = test.Lines.Select(l => (TestPrinter.Print(l), l.Place));
                Block(writer, $"test {Quote(test.Name)}", test.Metas, lines, test.Place);
                break;
            case DeclarationSyntax.Table table:
                var rows = TestPrinter.Print(table.Rows).Zip(table.Rows.Select(r => r.Place));
                Block(writer, $"table {Quote(table.Name)}", table.Metas, rows, table.Place);
                break;
            case DeclarationSyntax.Scenario scenario:
                var policy = scenario.Policy is null ? "" : $" for {Quote(scenario.Policy)}";
                var places = scenario.Lines.Select(l => l.Place);
                var steps = TestPrinter.Print(scenario.Lines).Zip(places);
                var start = $"scenario {Quote(scenario.Name)}{policy}";
                Block(writer, start, scenario.Metas, steps, scenario.Place);
                break;
            default:
                writer.Write("", Simple(declaration), declaration.Place);
                break;
        }
    }

    private static string Simple(DeclarationSyntax declaration) => declaration switch
    {
        DeclarationSyntax.Header header => Header(header),
        DeclarationSyntax.Use use => $"use {Quote(use.File)}",
        DeclarationSyntax.Param param =>
            $"param {param.Name.Text} : {param.Type.Text} = "
            + ExpressionPrinter.Print(param.Value)
            + Metas(param.Metas, Indent),
        DeclarationSyntax.Let let => Condition($"let {let.Name.Text} =", let.Value, "", Deeper, 0),
        DeclarationSyntax.Invariant invariant =>
            Condition($"invariant {invariant.Name.Text}:", invariant.Condition, "", Deeper, 0)
            + Metas(invariant.Metas, Indent),
        DeclarationSyntax.Differs differs => Differs(differs),
        _ => "",
    };

    private static string Header(DeclarationSyntax.Header header)
    {
        var version = header.Version is null ? "" : $" version {Quote(header.Version)}";
        var platform = header.Kernel?.Platform is { } on ? $" on {on.Text}" : "";
        var kernel = header.Kernel is { } named
            ? $"\n{Indent}kernel {named.Name.Text}{platform}"
            : "";
        return $"policy {Quote(header.Name)}{version}{Metas(header.Metas, Indent)}{kernel}";
    }

    private static void Print(SyntaxWriter writer, DeclarationSyntax.Decide decide)
    {
        var start = $"decide {decide.Decision.Text} {decide.HitPolicy.Text} {{";
        writer.Write("", start, decide.Place.FirstLine());
        foreach (var rule in decide.Rules)
        {
            writer.Write(Indent, Rule(rule) + Metas(rule.Metas, Deeper), rule.Place);
        }

        if (decide.Otherwise is { } last)
        {
            var outcome = last.Outcome is null ? "impossible" : $"=> {Print(last.Outcome)}";
            writer.Write(Indent, $"otherwise {outcome}{Metas(last.Metas, Deeper)}", last.Place);
        }

        End(writer, decide.Place);
    }

    private static string Rule(RuleSyntax rule) => rule.When is null
        ? ""
        : Condition(
            $"rule {rule.Name?.Text} when",
            rule.When,
            $" => {Print(rule.Outcome)}",
            Hanging,
            Indent.Length);

    private static string Condition(
        string start, ExpressionSyntax condition, string end, string hanging, int indent)
    {
        var line = $"{start} {Print(condition)}{end}";
        return line.Length + indent <= Width
            ? line
            : $"{start} {string.Join($"\n{hanging}", ExpressionPrinter.Parts(condition))}{end}";
    }

    private static string Differs(DeclarationSyntax.Differs differs)
    {
        var width = differs.Parts.Select(p => p.Decision.Text.Length).DefaultIfEmpty().Max();
        var parts = differs.Parts.Select(p =>
            $"\n{Indent}{p.Decision.Text.PadRight(width)} exactly when {Print(p.When)}");
        return $"differs from {Quote(differs.Other)}{string.Concat(parts)}";
    }

    private static void Block(
        SyntaxWriter writer,
        string start,
        ImmutableArray<MetaSyntax> metas,
        IEnumerable<(string Text, SourcePlace Place)> lines,
        SourcePlace place)
    {
        var open = metas.IsEmpty ? $"{start} {{" : $"{start}{Metas(metas, Indent)}\n{{";
        writer.Write("", open, place.FirstLine());
        foreach (var (text, where) in lines)
        {
            writer.Write(Indent, text, where);
        }

        End(writer, place);
    }

    private static void End(SyntaxWriter writer, SourcePlace place)
    {
        var brace = place with { Span = new TextSpan(place.Span.End - 1, 1) };
        writer.WriteCommentsBefore(Indent, brace.Position.Line);
        writer.Write("", "}", brace);
    }

    private static string Metas(ImmutableArray<MetaSyntax> metas, string indent) =>
        string.Concat(metas.Select(m => $"\n{indent}{m.Key} {Quote(m.Text)}"));
}
