using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Commands;

/// <summary>All facts that there are: type, default, meaning, the kernel's word.</summary>
internal static class FactsCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var policy = Switches.Policy();
        policy.Arity = ArgumentArity.ZeroOrOne;
        policy.Description = "also the parameters of this policy";
        var command = new Command("facts", "the facts: types, defaults, what they mean") { policy };
        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            if (parsed.GetValue(policy) is not { } name)
            {
                return Run(reply, DmaSchema.Instance.Facts);
            }

            return new PolicyFinder(shell).Find(name).Failed(out var found, out var complaint)
                ? reply.Refuse(complaint)
                : Run(reply, found.Facts);
        });
        return command;
    }

    private static int Run(Reply reply, IReadOnlyCollection<FactSymbol> facts)
    {
        var answer = new { Facts = facts.Select(AnswerOf) };
        return reply.Give("facts", ExitCode.Done, answer, page =>
        {
            WriteGroup(page, "Parameters of the policy", facts, f => f.Use.HasFlag(FactUse.Param));
            WriteGroup(page, "Given, and read by rules", facts, f => IsGiven(f) && IsRead(f));
            WriteGroup(
                page, "Given, about machine and driver", facts, f => IsGiven(f) && !IsRead(f));
            WriteGroup(page, "Computed by the machine", facts, f => !IsGiven(f) && IsRead(f));
            WriteGroup(
                page,
                "Known after a run, for invariants",
                facts,
                f => f.Use.HasFlag(FactUse.Consequence));
        });
    }

    private static bool IsGiven(FactSymbol fact) =>
        fact.Use.HasFlag(FactUse.Given) && !fact.Use.HasFlag(FactUse.Param);

    private static bool IsRead(FactSymbol fact) =>
        !fact.Use.HasFlag(FactUse.Param) && (fact.Use & (FactUse.Window | FactUse.Path)) != 0;

    private static void WriteGroup(
        Page page, string title, IEnumerable<FactSymbol> facts, Func<FactSymbol, bool> belongs)
    {
        Words[][] rows = [.. facts.Where(belongs).Select(RowOf)];
        if (rows.Length > 0)
        {
            page.Line(Words.Strong(title));
            page.Columns(2, fixedColumns: 3, rows);
            page.Line();
        }
    }

    private static Words[] RowOf(FactSymbol fact) =>
    [
        fact.Name,
        Words.Quiet(fact.Type is ValueType.Enumeration ? "word" : fact.Type.Name),
        Default(fact) ?? "",
        Doc(fact),
    ];

    private static string Doc(FactSymbol fact)
    {
        var members = fact.Type is ValueType.Enumeration words
            ? $"{string.Join(", ", words.Members)}: "
            : "";
        var kernel = fact.KernelWord.Length > 0 ? $" ({fact.KernelWord})" : "";
        return members + fact.Doc + kernel;
    }

    private static string? Default(FactSymbol fact) =>
        fact.Default is { } value ? ValueText.Show(fact.Type, value) : null;

    private static object AnswerOf(FactSymbol fact) => new
    {
        fact.Name,
        Type = fact.Type is ValueType.Enumeration ? "enumeration" : fact.Type.Name,
        Members = (fact.Type as ValueType.Enumeration)?.Members,
        Default = Default(fact),
        Given = fact.Use.HasFlag(FactUse.Given),
        ReadBy = new[] { FactUse.Window, FactUse.Path }
            .Where(u => fact.Use.HasFlag(u))
            .Select(u => u == FactUse.Window ? "window" : "path"),
        Consequence = fact.Use.HasFlag(FactUse.Consequence),
        Parameter = fact.Use.HasFlag(FactUse.Param),
        fact.Doc,
        Kernel = fact.KernelWord,
    };
}
