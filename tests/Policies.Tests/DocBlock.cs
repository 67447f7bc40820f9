namespace DmaRules.Policies.Tests;

/// <summary>A fenced block of a document: where it stands and what its fence says.</summary>
internal sealed record DocBlock(string Place, string Kind, string Text)
{
    private const string Fence = "```";
    private const string Rules = "rules";
    private const string Readme = "README.md";

    /// <summary>The blocks of the documents under docs, and of the README.</summary>
    public static IReadOnlyList<DocBlock> All { get; } =
    [
        .. Directory.GetFiles(RepositoryRoot.At("docs"), "*.md", SearchOption.AllDirectories)
            .Append(RepositoryRoot.At(Readme))
            .Order(StringComparer.Ordinal)
            .SelectMany(f => Of(
                Path.GetRelativePath(RepositoryRoot.Path, f).Replace('\\', '/'),
                System.IO.File.ReadAllText(f))),
    ];

    /// <summary>The document's path in the repository.</summary>
    public string File => Place[..Place.LastIndexOf('(')];

    /// <summary>Whether it shows a good policy. The README has to look well where nothing is known
    /// of our fences.</summary>
    public bool IsPolicy =>
        Kind == Rules
        || (Kind.Length == 0
            && File == Readme
            && Text.StartsWith("policy ", StringComparison.Ordinal));

    /// <summary>The blocks of one document.</summary>
    public static IEnumerable<DocBlock> Of(string path, string document)
    {
        var lines = document.ReplaceLineEndings("\n").Split('\n');
        for (var start = 0; start < lines.Length; start++)
        {
            if (!lines[start].StartsWith(Fence, StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(
                lines, start + 1, l => l.StartsWith(Fence, StringComparison.Ordinal));
            if (end < 0)
            {
                throw new InvalidDataException($"{path}({start + 1}): this block never ends");
            }

            var text = string.Concat(lines[(start + 1)..end].Select(l => l + "\n"));
            yield return new DocBlock(
                $"{path}({start + 1})", lines[start][Fence.Length..].Trim(), text);
            start = end;
        }
    }
}
