using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli.Commands;

/// <summary>Options and arguments that several commands have, and the reply that they lead
/// to.</summary>
internal sealed class Switches(Shell shell)
{
    /// <summary>The option that every deciding command has, so that no usage line names
    /// it.</summary>
    public const string EngineName = "--engine";

    private const string FormatName = "--format";
    private const string JsonName = "--json";
    private static readonly string[] Formats = ["text", "json", "mail"];
    private static readonly string[] EngineNames = ["interpreted", "compiled", "auto"];

    public Option<string> FormatOption { get; } = OneOf(
        FormatName,
        "text (80 columns), json, or mail (ASCII, 72 columns)",
        recursive: true,
        Formats);

    public Option<bool> Json { get; } = new(JsonName)
    {
        Description = "the same as --format json",
        Recursive = true,
    };

    public Option<string> EngineOption { get; } = OneOf(
        EngineName, "interpreted, compiled, or auto: whichever is sooner done", false, EngineNames);

    /// <summary>The format that the arguments ask for, even where they cannot be parsed.</summary>
    public static Format GuessFormat(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var value = args[i] == JsonName ? "json"
                : args[i] == FormatName && i + 1 < args.Count ? args[i + 1]
                : args[i].StartsWith(FormatName + "=", StringComparison.Ordinal)
                    ? args[i][(FormatName.Length + 1)..]
                : "";
            if (FormatOf(value) is { } format)
            {
                return format;
            }
        }

        return Format.Text;
    }

    public static Argument<string> Policy() => new("POLICY")
    {
        Description = "a policy file, or the name of a shipped policy",
    };

    public static Argument<string[]> Policies() => new("POLICY")
    {
        Description = "policy files, or names of shipped policies",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Argument<string[]> Facts() => new("FACT=VALUE")
    {
        Description = "what is given; `dmarules facts` shows what there is",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Argument<string[]> Paths(string name, string description) => new(name)
    {
        Description = description,
        Arity = ArgumentArity.OneOrMore,
    };

    public Reply ReplyTo(ParseResult parsed)
    {
        var format = parsed.GetValue(Json)
            ? Format.Json
            : FormatOf(parsed.GetValue(FormatOption) ?? "");
        return new Reply(shell, format ?? Format.Text);
    }

    public EngineChoice EngineOf(ParseResult parsed) => parsed.GetValue(EngineOption) switch
    {
        "interpreted" => EngineChoice.Interpreted,
        "compiled" => EngineChoice.Compiled,
        _ => EngineChoice.Auto,
    };

    private static Format? FormatOf(string word) => word switch
    {
        "text" => Format.Text,
        "json" => Format.Json,
        "mail" => Format.Mail,
        _ => null,
    };

    private static Option<string> OneOf(
        string name, string description, bool recursive, string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            Recursive = recursive,
            HelpName = string.Join('|', words),
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
