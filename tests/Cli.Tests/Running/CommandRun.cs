using System.Text.Json;

namespace DmaRules.Cli.Tests.Running;

/// <summary>What the program did with some arguments, run in this process from the repository's
/// root or from another folder.</summary>
internal sealed record CommandRun(string Arguments, int Exit, string Output, string Errors)
{
    public static CommandRun Of(params string[] args) => In(RepositoryRoot.Path, args);

    public static CommandRun In(string folder, params string[] args) => In(folder, [], args);

    /// <summary>With bytes that are piped in.</summary>
    public static CommandRun In(string folder, byte[] piped, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        using var input = new StringReader("");
        var shell = new Shell(input, output, errors, folder)
        {
            OpenInput = () => new MemoryStream(piped),
        };
        var exit = Program.Run(args, shell);
        return new CommandRun(
            string.Join(' ', args.Select(Quote)), exit, output.ToString(), errors.ToString());
    }

    /// <summary>Everything as a reader of a terminal sees it.</summary>
    public string Transcript =>
        $"$ dmarules {Arguments}\n{Output}{Errors}" + (Exit == 0 ? "" : $"exit {Exit}\n");

    /// <summary>The lines of output and errors.</summary>
    public IEnumerable<string> Lines => (Output + Errors).TrimEnd('\n').Split('\n');

    /// <summary>The output, which has to be one JSON object that names the schema.</summary>
    public JsonElement Json(string command)
    {
        var answer = JsonDocument.Parse(Output).RootElement;
        answer.GetProperty("schema").GetString().ShouldBe($"dmarules/{command}/1", Transcript);
        return answer;
    }

    private static string Quote(string argument) =>
        argument.Contains(' ', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;
}
