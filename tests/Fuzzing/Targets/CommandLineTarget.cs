using DmaRules.Cli;
using DmaRules.Fuzzing.Checks;
using DmaRules.Fuzzing.Inputs;

namespace DmaRules.Fuzzing.Targets;

/// <summary>The whole tool, in this process: any arguments, one a line up to an empty line; behind
/// it is the content of the files that they may name, and of the input.</summary>
internal sealed class CommandLineTarget : FuzzTarget
{
    private const int MostArguments = 40;
    private static readonly int[] Exits = [0, 1, 2, 3];

    public override string Name => "cli";

    public override IEnumerable<byte[]> Seeds => CommandLines.All.Select(CorpusFiles.Utf8);

    // Situations by the ten thousand, and tables of them.
    public override long MostBytes(int length) => (4L << 30) + (20_000L * length);

    public override void Run(byte[] input, Observations seen)
    {
        using var folder = new ScratchFolder();
        var (lines, content) = Split(input);
        foreach (var name in CommandLines.Files)
        {
            folder.Write(name, content);
        }

        string[] args = [.. lines.Take(MostArguments).Where(CommandLines.IsHarmless)];
        if (CommandLines.IsTooMuch(args, content))
        {
            seen.Add("too much to run");
            return;
        }

        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        using var entered = new StringReader(System.Text.Encoding.UTF8.GetString(content));
        var exit = Program.Run(args, new Shell(entered, output, errors, folder.Path));
        Check(args, exit, output.ToString(), errors.ToString());
        seen.Add($"{args.FirstOrDefault(a => CommandLines.Commands.Contains(a))} exits {exit}");
        seen.Add("output", output.ToString().Length);
        seen.Add(FirstWords(errors.ToString()));
    }

    private static void Check(string[] args, int exit, string output, string errors)
    {
        Observations.Require(Exits.Contains(exit), $"exit {exit}: {errors}");
        Observations.Require(
            !errors.Contains("\n   at ", StringComparison.Ordinal), $"a stack trace: {errors}");
        Observations.Require(
            exit is 0 or 1 || output.Length + errors.Length > 0, $"exit {exit} without a word");

        // A page's text is wrapped; JSON and what is shown as it is are not.
        if (!args.Contains("show") && !args.Any(a => a.Contains("json", StringComparison.Ordinal)))
        {
            DiagnosticCheck.Harmless(output + errors);
        }
    }

    private static (string[] Lines, byte[] Content) Split(byte[] input)
    {
        var end = input.AsSpan().IndexOf("\n\n"u8);
        var head = end < 0 ? input : input[..end];
        return (
            System.Text.Encoding.UTF8.GetString(head).Split('\n'),
            end < 0 ? [] : input[(end + 2)..]);
    }

    private static string FirstWords(string errors) =>
        string.Join(' ', errors.Split(' ', '\n').Where(w => w.All(char.IsAsciiLetter)).Take(6));
}
