using DmaRules.Dsl.Text;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Input;

/// <summary>Policy files, and what they use.</summary>
internal sealed class FileResolver(FileReader files) : ISourceResolver
{
    private readonly FilesThenShipped _order = new(files.IsFile, path => files.Policy(path).Value);

    /// <summary>A policy file's text; what it uses will be looked for beside it.</summary>
    public Read<SourceText> Open(string path)
    {
        var read = files.Policy(path);
        if (read.Value is { } source)
        {
            _order.Add(source);
        }

        return read;
    }

    /// <inheritdoc/>
    public SourceText? Find(string name, SourceText from) => _order.Find(name, from);

    /// <inheritdoc/>
    public IEnumerable<string> NamesFrom(SourceText from)
    {
        var shipped = ShippedPolicies.Names.Select(n => $"{n}.rules");
        return files.IsFile(from.Path)
            ? files.PoliciesBeside(from.Path).Concat(shipped)
            : shipped;
    }
}
