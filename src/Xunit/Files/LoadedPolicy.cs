using System.Diagnostics;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Xunit.Files;

/// <summary>A policy that was looked for, and where it finds what it uses.</summary>
[StackTraceHidden]
internal sealed record LoadedPolicy(Outcome<BoundPolicy?> Outcome, ISourceResolver Resolver)
{
    /// <summary>The policy. Throws its diagnostics when it has errors.</summary>
    public BoundPolicy Policy =>
        Outcome.Value ?? throw PolicyTestException.Of(Outcome.Diagnostics);

    /// <summary>A file of a folder, with what it uses beside it or shipped.</summary>
    public static LoadedPolicy OfFile(TestFolder folder, string path)
    {
        var resolver = new FilesThenShipped(folder.IsFile, p => folder.Read(p).Value);
        var loaded = folder.Read(path).Then(source =>
        {
            resolver.Add(source!);
            return Dsl.Policy.Load(source!, DmaSchema.Instance, resolver);
        });
        return new LoadedPolicy(loaded, resolver);
    }

    /// <summary>A policy that comes with DmaRules.</summary>
    public static LoadedPolicy Shipped(string name)
    {
        var source = ShippedPolicies.Find(name) ?? throw PolicyTestException.Of(
            $"no shipped policy is called `{name}`",
            Suggestion.Help(name, ShippedPolicies.Names));
        var resolver = ShippedPolicies.Instance;
        return new LoadedPolicy(
            Dsl.Policy.Load(source, DmaSchema.Instance, resolver), resolver);
    }
}
