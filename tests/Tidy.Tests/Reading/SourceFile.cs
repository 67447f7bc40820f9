using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DmaRules.Tidy.Tests.Reading;

/// <summary>One text of the repository. The path is relative, with slashes.</summary>
internal sealed class SourceFile(string path, string text)
{
    private readonly Lazy<SyntaxNode> _tree =
        new(() => CSharpSyntaxTree.ParseText(text).GetRoot());

    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>The lines; the end of the last line does not start another one.</summary>
    public string[] Lines { get; } = text.TrimEnd('\n').Split('\n');

    /// <summary>The text as C#; meaningless for anything else.</summary>
    public SyntaxNode Tree => _tree.Value;

    /// <summary>The path's parts, the file name last.</summary>
    public string[] Parts => Path.Split('/');

    public string Name => Parts[^1];

    public Complaint At(SyntaxNode node, string words) =>
        new(Path, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, words);

    public Complaint At(int line, string words) => new(Path, line, words);

    public Complaint Whole(string words) => new(Path, 0, words);
}
