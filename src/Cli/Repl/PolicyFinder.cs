using System.Collections.Immutable;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Repl;

/// <summary>Finds policies by a file's path or a shipped policy's name.</summary>
internal sealed class PolicyFinder(IReplFiles files) : ISourceResolver
{
    /// <summary>The policy, or why there is none; warnings come with both.</summary>
    public (BoundPolicy? Policy, Answer Words) Load(string name)
    {
        var read = files.Read(name);
        if (read.Problem is { } problem)
        {
            return (null, Answer.Refused(problem));
        }

        if (read.Bytes is null)
        {
            return ShippedPolicies.Find(name) is { } shipped ? Bind(shipped) : (null, Unknown(name));
        }

        var text = SourceReader.Read(name, read.Bytes);
        return text.Value is { } source ? Bind(source) : (null, Words(text.Diagnostics, isError: true));
    }

    /// <inheritdoc/>
    public SourceText? Find(string name, SourceText from)
    {
        var folder = Path.GetDirectoryName(from.Path) ?? "";
        var path = Path.Combine(folder, name);
        return files.Read(path).Bytes is { } bytes && SourceReader.Read(path, bytes).Value is { } text
            ? text
            : ShippedPolicies.Find(name);
    }

    private (BoundPolicy? Policy, Answer Words) Bind(SourceText source)
    {
        var outcome = Policy.Load(source, DmaSchema.Instance, this);
        return (outcome.Value, Words(outcome.Diagnostics, isError: outcome.Value is null));
    }

    private static Answer Words(ImmutableArray<Diagnostic> diagnostics, bool isError) =>
        new(
            [.. DiagnosticPrinter.Print(diagnostics).Split('\n', StringSplitOptions.RemoveEmptyEntries)],
            isError);

    private static Answer Unknown(string name) => Answer.Refused(
        $"no file and no shipped policy is called {LineWords.Quote(name)}",
        Suggestion.Nearest(name, ShippedPolicies.Names) is { } nearest
            ? $"did you mean `{nearest}`?"
            : "`:list` shows the shipped ones");
}
