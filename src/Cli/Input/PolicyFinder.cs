using DmaRules.Cli.Rendering;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Input;

/// <summary>Loads what a POLICY argument means: the name of a shipped policy, or a file.</summary>
internal sealed class PolicyFinder
{
    private readonly FileReader _files;
    private readonly FileResolver _resolver;

    public PolicyFinder(Shell shell)
    {
        _files = new FileReader(shell);
        _resolver = new FileResolver(_files);
    }

    public Read<BoundPolicy> Find(string argument)
    {
        if (FindSource(argument).Failed(out var source, out var complaint))
        {
            return new Read<BoundPolicy>(null, complaint);
        }

        var loaded = Load(source);
        return new Read<BoundPolicy>(
            loaded.Value, loaded.Value is null ? new Complaint.Broken(loaded.Diagnostics) : null);
    }

    /// <summary>The policy in a text, with all that is to be said about it.</summary>
    public Outcome<BoundPolicy?> Load(SourceText source) =>
        Policy.Load(source, DmaSchema.Instance, _resolver);

    /// <summary>The text behind a POLICY argument.</summary>
    public Read<SourceText> FindSource(string argument)
    {
        // A shipped name stands for itself even where a folder is called so; a file is then `./name`.
        if (ShippedPolicies.Names.Contains(argument))
        {
            return new Read<SourceText>(ShippedPolicies.Find(argument), null);
        }

        if (_files.IsFile(argument) || _files.IsFolder(argument) || LooksLikeAPath(argument))
        {
            return !_files.IsFile(argument) && ShippedPolicies.Find(argument) is { } shipped
                ? new Read<SourceText>(shipped, null)
                : _resolver.Open(argument);
        }

        var nearest = Suggestion.Nearest(argument, ShippedPolicies.Names);
        return new Read<SourceText>(null, new Complaint.Unusable(
            $"no file and no shipped policy is called `{argument}`",
            nearest is null ? "`dmarules list` shows the shipped ones" : $"did you mean `{nearest}`?"));
    }

    private static bool LooksLikeAPath(string argument) =>
        argument.Contains('/', StringComparison.Ordinal)
        || argument.EndsWith(".rules", StringComparison.Ordinal);
}
