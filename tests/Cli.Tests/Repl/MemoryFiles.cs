using System.Text;
using DmaRules.Cli.Repl;

namespace DmaRules.Cli.Tests.Repl;

/// <summary>Files that exist only in a test.</summary>
internal sealed class MemoryFiles : IReplFiles
{
    public Dictionary<string, string> Texts { get; } = new(StringComparer.Ordinal);

    public FileRead Read(string path) =>
        Texts.TryGetValue(path, out var text) ? new FileRead(Encoding.UTF8.GetBytes(text), null) : default;

    public string? Write(string path, string text)
    {
        if (path == "full")
        {
            return "no space left on device";
        }

        Texts[path] = text;
        return null;
    }
}
