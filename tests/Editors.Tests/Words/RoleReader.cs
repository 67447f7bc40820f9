using System.Collections;
using System.Collections.Immutable;
using DmaRules.Dsl.Syntax;
using DmaRules.Policies.Binding;

namespace DmaRules.Editors.Tests.Words;

/// <summary>Walks a syntax tree and notes at which offset which role starts. Only names, values and
/// units are noted: every other word of a good file is a keyword.</summary>
internal sealed class RoleReader
{
    private static readonly Dictionary<(Type, string), WordRole> RolesOfProperties = new()
    {
        [(typeof(RuleSyntax), nameof(RuleSyntax.Name))] = WordRole.Declared,
        [(typeof(RuleSyntax), nameof(RuleSyntax.Outcome))] = WordRole.Outcome,
        [(typeof(KernelSyntax), nameof(KernelSyntax.Name))] = WordRole.Kernel,
        [(typeof(KernelSyntax), nameof(KernelSyntax.Platform))] = WordRole.Kernel,
        [(typeof(DeclarationSyntax.Param), "Name")] = WordRole.Declared,
        [(typeof(DeclarationSyntax.Param), "Type")] = WordRole.Type,
        [(typeof(DeclarationSyntax.Let), "Name")] = WordRole.Declared,
        [(typeof(DeclarationSyntax.Invariant), "Name")] = WordRole.Declared,
        [(typeof(DeclarationSyntax.Decide), "Decision")] = WordRole.Decision,
        [(typeof(DeclarationSyntax.Decide), "HitPolicy")] = WordRole.Hit,
        [(typeof(DifferenceSyntax), "Decision")] = WordRole.Decision,
        [(typeof(ExpressionSyntax.Bare), "Term")] = WordRole.Fact,
        [(typeof(ExpressionSyntax.Compare), "Left")] = WordRole.Fact,
        [(typeof(ExpressionSyntax.Compare), "Right")] = WordRole.Fact,
        [(typeof(ExpressionSyntax.MemberCheck), "Left")] = WordRole.Fact,
        [(typeof(ExpressionSyntax.SetCheck), "Left")] = WordRole.Fact,
        [(typeof(GivenSyntax), "Fact")] = WordRole.Fact,
        [(typeof(GivenSyntax), "Cells")] = WordRole.Member,
        [(typeof(ExpressionSyntax.MemberCheck), "Member")] = WordRole.Member,
        [(typeof(ExpressionSyntax.SetCheck), "Cells")] = WordRole.Member,
        [(typeof(ExpectationSyntax), "Result")] = WordRole.Result,
        [(typeof(ExpectationSyntax), "Outcome")] = WordRole.Outcome,
        [(typeof(ExpectationSyntax), "Rule")] = WordRole.Declared,
        [(typeof(EffectSyntax), "Verdict")] = WordRole.Verdict,
        [(typeof(EffectSyntax), "Reason")] = WordRole.Reason,
        [(typeof(RowSyntax), "Left")] = WordRole.Member,
        [(typeof(LineSyntax.StepLine), "Actor")] = WordRole.Actor,
        [(typeof(LineSyntax.StepLine), "Target")] = WordRole.Mapping,
        [(typeof(LineSyntax.StepLine), "Expected")] = WordRole.Expected,
    };

    private static readonly string[] ExpectedLists =
        ["consequences", "outcomes", "reasons", "results", "seen", "verdicts"];

    private readonly Dictionary<int, WordRole> _roles = [];

    public static IReadOnlyDictionary<int, WordRole> Read(PolicySyntax file)
    {
        var reader = new RoleReader();
        reader.Walk(file.Declarations, WordRole.AnyWord);
        return reader._roles;
    }

    private void Walk(object? node, WordRole role)
    {
        switch (node)
        {
            case NameSyntax name:
                _roles[name.Place.Span.Start] = RoleOf(name.Text, role);
                break;
            case ValueSyntax.Flag flag:
                _roles[flag.Place.Span.Start] = WordRole.Flag;
                break;
            case ValueSyntax.Number { Unit: { } unit } number:
                _roles[number.Place.Span.End - unit.Length] = WordRole.Unit;
                break;
            case WordsSyntax words
                when role == WordRole.Outcome && !IsKnown("outcomes", words.Text):
                Walk(words.Words, WordRole.AnyWord);
                break;
            case LineSyntax.StepLine step:
                WalkProperties(step, WordRole.StepParticle);
                WalkRules([.. step.Expected.Select(w => w.Name)]);
                WalkVerb([.. step.Words.Select(w => w.Name).OfType<NameSyntax>()]);
                break;
            case DeclarationSyntax.Table table:
                WalkTable(table);
                break;
            case IEnumerable items and not string:
                foreach (var item in items)
                {
                    Walk(item, role);
                }

                break;
            case not null when node.GetType().Namespace == typeof(NameSyntax).Namespace:
                WalkProperties(node, role);
                break;
        }
    }

    private void WalkProperties(object node, WordRole role)
    {
        foreach (var property in node.GetType().GetProperties())
        {
            var own = RolesOfProperties.TryGetValue((node.GetType(), property.Name), out var found)
                ? found
                : role;
            Walk(property.GetValue(node), own);
        }
    }

    private void WalkRules(ImmutableArray<NameSyntax?> words)
    {
        foreach (var (by, rule) in words.Zip(words.Skip(1)))
        {
            Walk(by?.Text == "by" ? rule : null, WordRole.Declared);
        }
    }

    // A verb is one word or two, at the start.
    private void WalkVerb(ImmutableArray<NameSyntax> words)
    {
        var count = Enumerable.Range(1, Math.Min(2, words.Length)).LastOrDefault(n =>
            IsKnown("step-verbs", string.Join(' ', words.Take(n).Select(w => w.Text))));
        Walk(words.Take(count), WordRole.StepVerb);
    }

    private void WalkTable(DeclarationSyntax.Table table)
    {
        if (table.Rows.IsEmpty)
        {
            return;
        }

        var header = table.Rows[0];
        Walk(header.Left, WordRole.Fact);
        ImmutableArray<string> columns =
            [.. header.Right.Select(c => ((CellSyntax.Words)c).Content.Text)];
        Walk(header.Right, WordRole.Result);
        foreach (var row in table.Rows.Skip(1))
        {
            Walk(row, WordRole.AnyWord);
            for (var i = 0; i < row.Right.Length; i++)
            {
                WalkCell(row.Right[i], columns.ElementAtOrDefault(i));
            }
        }
    }

    private void WalkCell(CellSyntax cell, string? column)
    {
        switch (column)
        {
            case null:
                Walk(cell, WordRole.AnyWord);
                break;
            case "by" when cell is CellSyntax.Words { Content.Text: "otherwise" }:
                Walk(cell, WordRole.Keyword);
                break;
            case "by":
                Walk(cell, WordRole.Declared);
                break;
            case "dma" when cell is CellSyntax.Words words:
                Walk(words.Content.Words[0], WordRole.Verdict);
                Walk(words.Content.Words.Skip(1), WordRole.Reason);
                break;
            default:
                Walk(cell, WordRole.Outcome);
                break;
        }
    }

    // A misspelt member or verdict is a word, but it must not look like a known one.
    private static WordRole RoleOf(string word, WordRole role) => role switch
    {
        WordRole.Fact when DmaSchema.Instance.FindFact(word) is null => WordRole.OwnName,
        WordRole.Declared when word == "otherwise" => WordRole.Keyword,
        WordRole.Result when word is "by" or "dma" or "bounced" => WordRole.Keyword,
        WordRole.StepParticle when !IsKnown("step-particles", word) => WordRole.Mapping,
        WordRole.Expected when !IsExpected(word) => WordRole.AnyWord,
        WordRole.Member => KnownOr("members", word, role),
        WordRole.Verdict => KnownOr("verdicts", word, role),
        WordRole.Reason => KnownOr("reasons", word, role),
        WordRole.Decision => KnownOr("decisions", word, role),
        WordRole.Result => KnownOr("results", word, role),
        WordRole.Kernel => KnownOr("kernels", word, role),
        _ => role,
    };

    private static bool IsExpected(string word) =>
        Vocabulary.Keywords.Contains(word)
        || ExpectedLists.Any(l => Vocabulary.Lists[l].Any(w => w.Split(' ').Contains(word)));

    private static WordRole KnownOr(string list, string word, WordRole role) =>
        IsKnown(list, word) ? role : WordRole.AnyWord;

    private static bool IsKnown(string list, string word) =>
        Vocabulary.Lists[list].Contains(word);
}
