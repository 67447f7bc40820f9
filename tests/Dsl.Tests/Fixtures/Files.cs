using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests.Fixtures;

/// <summary>Files that exist only in a test.</summary>
internal sealed class Files : ISourceResolver
{
    private readonly Dictionary<string, SourceText> _files = [];

    public Files(params (string Name, string Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            _files[name] = new SourceText(name, content);
        }
    }

    public SourceText this[string name] => _files[name];

    public SourceText? Find(string name, SourceText from) => _files.GetValueOrDefault(name);
}
