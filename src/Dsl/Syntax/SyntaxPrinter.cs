using System.Collections.Immutable;
using System.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>Prints a file in its one style: four decisions are made here and nowhere else. Two
/// blanks of indent, one blank line between declarations of different kinds, metas below what they
/// belong to, tables in columns. Comments are not part of the tree; who rewrites a file must keep
/// them.</summary>
public static class SyntaxPrinter
{
    private const string Indent = "  ";

    /// <summary>The canonical text. Reading it back and printing it again gives the same
    /// text.</summary>
    public static string Print(PolicySyntax file)
    {
        var text = new StringBuilder();
        DeclarationSyntax? last = null;
        foreach (var declaration in file.Declarations)
        {
            if (last is not null && (IsBlock(declaration) || IsBlock(last) || last.GetType() != declaration.GetType()))
            {
                text.Append('\n');
            }

            text.Append(Print(declaration));
            last = declaration;
        }

        return text.ToString();
    }

    /// <summary>A condition on one line.</summary>
    public static string Print(ExpressionSyntax expression) => ExpressionPrinter.Print(expression);

    private static bool IsBlock(DeclarationSyntax declaration) => declaration
        is not (DeclarationSyntax.Use or DeclarationSyntax.Param or DeclarationSyntax.Let);

    private static string Print(DeclarationSyntax declaration) => declaration switch
    {
        DeclarationSyntax.Header header => Print(header),
        DeclarationSyntax.Use use => $"use {Quote(use.File)}\n",
        DeclarationSyntax.Param param =>
            $"param {param.Name.Text} : {param.Type.Text} = {ExpressionPrinter.Print(param.Value)}\n"
            + Metas(param.Metas, Indent),
        DeclarationSyntax.Let let => $"let {let.Name.Text} = {Print(let.Value)}\n",
        DeclarationSyntax.Decide decide => Print(decide),
        DeclarationSyntax.Invariant invariant =>
            $"invariant {invariant.Name.Text}: {Print(invariant.Condition)}\n" + Metas(
                invariant.Metas, Indent),
        DeclarationSyntax.Test test =>
            Block($"test {Quote(test.Name)}", test.Metas, test.Lines.Select(TestPrinter.Print)),
        DeclarationSyntax.Table table =>
            Block($"table {Quote(table.Name)}", table.Metas, TestPrinter.Print(table.Rows)),
        DeclarationSyntax.Differs differs => Print(differs),
        DeclarationSyntax.Scenario scenario => Block(
            $"scenario {Quote(scenario.Name)}" + (
                scenario.Policy is null ? "" : $" for {Quote(scenario.Policy)}"),
            scenario.Metas,
            scenario.Lines.Select(TestPrinter.Print)),
        _ => "",
    };

    private static string Print(DeclarationSyntax.Header header)
    {
        var version = header.Version is null ? "" : $" version {Quote(header.Version)}";
        var platform = header.Kernel?.Platform is null ? "" : $" on {header.Kernel.Platform.Text}";
        var kernel = header.Kernel is null
            ? ""
            : $"{Indent}kernel {header.Kernel.Name.Text}{platform}\n";
        return $"policy {Quote(header.Name)}{version}\n{Metas(header.Metas, Indent)}{kernel}";
    }

    private static string Print(DeclarationSyntax.Decide decide)
    {
        var text = new StringBuilder($"decide {decide.Decision.Text} {decide.HitPolicy.Text} {{\n");
        foreach (var rule in decide.Rules)
        {
            var condition = rule.When is null ? "" : Print(rule.When);
            text.Append(
                $"{Indent}rule {rule.Name?.Text} when {condition} => {Print(rule.Outcome)}\n");
            text.Append(Metas(rule.Metas, Indent + Indent));
        }

        if (decide.Otherwise is { } last)
        {
            var outcome = last.Outcome is null ? "impossible" : $"=> {Print(last.Outcome)}";
            text.Append(
                $"{Indent}otherwise {outcome}\n").Append(Metas(last.Metas, Indent + Indent));
        }

        return text.Append("}\n").ToString();
    }

    private static string Print(DeclarationSyntax.Differs differs)
    {
        var text = new StringBuilder($"differs from {Quote(differs.Other)}\n");
        foreach (var part in differs.Parts)
        {
            text.Append($"{Indent}{part.Decision.Text} exactly when {Print(part.When)}\n");
        }

        return text.ToString();
    }

    private static string Block(
        string start, ImmutableArray<MetaSyntax> metas, IEnumerable<string> lines)
    {
        var open = metas.IsEmpty ? $"{start} {{\n" : $"{start}\n{Metas(metas, Indent)}{{\n";
        return open + string.Concat(lines.Select(l => $"{Indent}{l}\n")) + "}\n";
    }

    private static string Metas(ImmutableArray<MetaSyntax> metas, string indent) =>
        string.Concat(metas.Select(m => $"{indent}{m.Key} {Quote(m.Text)}\n"));

    internal static string Print(WordsSyntax? words) =>
        words is null ? "" : words.Text + (words.Message is null ? "" : $" {Quote(words.Message)}");

    internal static string Quote(TextSyntax text) => $"\"{text.Text}\"";
}
