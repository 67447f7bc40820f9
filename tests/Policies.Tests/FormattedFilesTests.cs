using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Tests;

/// <summary>What we show is in the one style ourselves. With UPDATE_GOLDEN=1 it is put into
/// it.</summary>
public sealed class FormattedFilesTests
{
    private static readonly string[] Folders = ["src/Policies/Library", "examples"];

    public static TheoryData<string> Files =>
    [
        .. Folders.SelectMany(f => Directory.GetFiles(
                RepositoryRoot.At(f), "*.rules", SearchOption.AllDirectories))
            .Select(f => Path.GetRelativePath(RepositoryRoot.Path, f).Replace('\\', '/'))
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Documents =>
        [.. DocBlock.All.Where(b => b.IsPolicy).Select(b => b.File).Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public void FilesAreInTheOneStyle(string path)
    {
        var text = File.ReadAllText(RepositoryRoot.At(path));

        Compare(path, text, Format(path, text));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void DocumentsShowTheOneStyle(string path)
    {
        var text = File.ReadAllText(RepositoryRoot.At(path));
        var formatted = DocBlock.All.Where(b => b.File == path && b.IsPolicy).Aggregate(
            text,
            (all, block) => all.Replace(
                $"\n{block.Text}```\n",
                $"\n{Format(block.Place, block.Text)}```\n",
                StringComparison.Ordinal));

        Compare(path, text, formatted);
    }

    private static void Compare(string path, string text, string formatted)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(RepositoryRoot.At(path), formatted);
            return;
        }

        text.ShouldBe(formatted, $"{path}: `dmarules fmt`, or UPDATE_GOLDEN=1, formats it");
    }

    private static string Format(string path, string text)
    {
        var formatted = Formatter.Format(new SourceText(path, text));
        return formatted.Value.ShouldNotBeNull(DiagnosticPrinter.Print(formatted.Diagnostics));
    }
}
