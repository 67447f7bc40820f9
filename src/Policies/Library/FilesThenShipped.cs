using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Library;

/// <summary>Where a shell's files find what they use: beside themselves, else among the shipped
/// policies. Those use only each other, whatever stands in the folder. The shell says what is a
/// file, and reads it.</summary>
public sealed class FilesThenShipped(Func<string, bool> isFile, Func<string, SourceText?> read)
    : ISourceResolver
{
    private readonly HashSet<SourceText> _fromFiles = [];

    /// <summary>What this text uses will be looked for beside it.</summary>
    public void Add(SourceText source) => _fromFiles.Add(source);

    /// <inheritdoc/>
    public SourceText? Find(string name, SourceText from)
    {
        var beside = Path.Combine(Path.GetDirectoryName(from.Path) ?? "", name);
        if (!_fromFiles.Contains(from) || !isFile(beside))
        {
            return ShippedPolicies.Find(name);
        }

        var source = read(beside);
        if (source is not null)
        {
            Add(source);
        }

        return source;
    }
}
