using DmaRules.Cli.Repl;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;

namespace DmaRules.Cli.Tests.Repl;

/// <summary>A session held by a test: lines in, the last answer out.</summary>
internal sealed class Talk
{
    public Talk(string? policy = null)
    {
        var schema = DmaSchema.Instance;
        var loaded = Files.Find(policy ?? schema.BasePolicyOf(schema.DefaultKernel)).Value;
        Session = new ReplSession(loaded.ShouldNotBeNull(), new InterpretedEngine(), Files);
    }

    public MemoryFiles Files { get; } = new();

    public ReplSession Session { get; }

    /// <summary>The answer to the last of some lines; those before must not be refused.</summary>
    public Answer Say(params string[] lines)
    {
        var last = Answer.Empty;
        foreach (var line in lines)
        {
            last.IsError.ShouldBeFalse(string.Join('\n', last.Lines));
            last = Session.Submit(line);
        }

        return last;
    }

    /// <summary>The same as one text.</summary>
    public string Hear(params string[] lines) => string.Join('\n', Say(lines).Lines);
}
