using System.CommandLine;
using DmaRules.Cli.Rendering;
using DmaRules.Cli.Repl;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;

namespace DmaRules.Cli.Commands;

/// <summary><c>dmarules repl [POLICY]</c>: an interactive session.</summary>
internal static class ReplCommand
{
    /// <summary>The command. It has the console to itself, because it reads keys.</summary>
    public static Command Create(Shell shell)
    {
        var policy = new Argument<string?>("POLICY")
        {
            Description = "a file, or the name of a shipped policy",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("repl", "explore a policy and drive its machine, line by line")
        {
            policy,
        };
        command.SetAction(parsed => Run(shell, parsed.GetValue(policy)));
        return command;
    }

    private static int Run(Shell shell, string? name)
    {
        var files = new ShellFiles(shell);
        var schema = DmaSchema.Instance;
        var found = files.Find(name ?? schema.BasePolicyOf(schema.DefaultKernel));
        if (found.Failed(out var policy, out var complaint))
        {
            return new Reply(shell, Format.Text).Refuse(complaint);
        }

        using var engine = new InterpretedEngine();
        ReplShell.Run(new ReplSession(policy, engine, files));
        return ExitCode.Done;
    }
}
