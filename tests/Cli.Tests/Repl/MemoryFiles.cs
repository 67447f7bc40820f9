using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Cli.Repl;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Tests.Repl;

/// <summary>Files that exist only in a test, and the shipped policies.</summary>
internal sealed class MemoryFiles : IReplFiles, ISourceResolver
{
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public Read<BoundPolicy> Find(string name)
    {
        if (Find(name, new SourceText("", "")) is not { } source)
        {
            return new Read<BoundPolicy>(
                null, new Complaint.Unusable($"no policy is called {name}", null));
        }

        var loaded = Policy.Load(source, DmaSchema.Instance, this);
        return new Read<BoundPolicy>(
            loaded.Value, loaded.Value is null ? new Complaint.Broken(loaded.Diagnostics) : null);
    }

    public SourceText? Find(string name, SourceText from) => Texts.TryGetValue(name, out var text)
        ? new SourceText(name, text)
        : ShippedPolicies.Find(name);

    public Complaint? Write(string path, string text)
    {
        Texts[path] = text;
        return path == "full" ? new Complaint.Unusable("full cannot be written", null) : null;
    }
}
