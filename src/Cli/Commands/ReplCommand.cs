using System.CommandLine;
using DmaRules.Cli.Repl;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;

namespace DmaRules.Cli.Commands;

/// <summary><c>dmarules repl [POLICY]</c>: an interactive session.</summary>
internal static class ReplCommand
{
    private const int Done = 0;
    private const int Usage = 2;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var policy = new Argument<string?>("POLICY")
        {
            Description = "a file, or the name of a shipped policy",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("repl", "explore a policy and drive its machine, line by line") { policy };
        command.SetAction(parsed => Run(parsed.GetValue(policy)));
        return command;
    }

    private static int Run(string? name)
    {
        var files = new DiskFiles();
        var finder = new PolicyFinder(files);
        var schema = DmaSchema.Instance;
        var (policy, said) = finder.Load(name ?? schema.BasePolicyOf(schema.DefaultKernel));
        foreach (var line in said.Lines)
        {
            Console.Error.WriteLine(line);
        }

        if (policy is null)
        {
            return Usage;
        }

        using var engine = new InterpretedEngine();
        ReplShell.Run(new ReplSession(policy, engine, finder, files));
        return Done;
    }
}
