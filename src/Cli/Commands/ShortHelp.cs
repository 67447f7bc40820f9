using System.CommandLine;

namespace DmaRules.Cli.Commands;

/// <summary>What somebody sees who types the bare name.</summary>
internal static class ShortHelp
{
    public static void Write(RootCommand root, TextWriter output)
    {
        output.WriteLine("usage: dmarules COMMAND ...");
        output.WriteLine();
        foreach (var command in root.Subcommands.Where(c => !c.Hidden))
        {
            output.WriteLine($"  {command.Name,-11} {command.Description}");
        }

        output.WriteLine();
        output.WriteLine("Start with `dmarules matrix`; `dmarules COMMAND --help` says more.");
    }
}
