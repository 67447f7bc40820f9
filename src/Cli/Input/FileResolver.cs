using DmaRules.Dsl.Text;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Input;

/// <summary>Finds what a file uses: beside it, or among the shipped policies. Those use only each
/// other.</summary>
internal sealed class FileResolver(FileReader files) : ISourceResolver
{
    private readonly HashSet<SourceText> _fromFiles = [];

    /// <summary>A policy file's text; what it uses will be looked for beside it.</summary>
    public Read<SourceText> Open(string path)
    {
        var read = files.Policy(path);
        if (read.Value is { } source)
        {
            _fromFiles.Add(source);
        }

        return read;
    }

    /// <inheritdoc/>
    public SourceText? Find(string name, SourceText from)
    {
        if (_fromFiles.Contains(from))
        {
            var beside = Path.Combine(Path.GetDirectoryName(from.Path) ?? "", name);
            if (files.IsFile(beside))
            {
                return Open(beside).Value;
            }
        }

        return ShippedPolicies.Find(name);
    }

    /// <inheritdoc/>
    public IEnumerable<string> NamesFrom(SourceText from)
    {
        var shipped = ShippedPolicies.Names.Select(n => $"{n}.rules");
        return _fromFiles.Contains(from)
            ? files.PoliciesBeside(from.Path).Concat(shipped)
            : shipped;
    }
}
