namespace DmaRules.Tidy.Tests.Reading;

/// <summary>The files a clean clone would have: all but what <c>.gitignore</c> names and what
/// tools keep in hidden folders. Asks no git, which refuses other people's clones.</summary>
internal static class Repository
{
    private static readonly string[] RecordedFolders = ["tests/data/", "tests/Corpus/"];

    private static readonly Lazy<SourceFile[]> Read = new(ReadAll);

    /// <summary>Every text file, sorted by path.</summary>
    public static IReadOnlyList<SourceFile> Texts => Read.Value;

    /// <summary>The C# that people write: recorded and expected text is not theirs.</summary>
    public static IEnumerable<SourceFile> CSharp =>
        Under("src/").Concat(Under("tests/")).Concat(Under("examples/"))
            .Where(f => f.Name.EndsWith(".cs", StringComparison.Ordinal) && !IsRecorded(f));

    public static IEnumerable<SourceFile> CSharpOfProduct =>
        CSharp.Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> ProjectFiles =>
        Texts.Where(f => f.Name.EndsWith(".csproj", StringComparison.Ordinal));

    public static IEnumerable<SourceFile> Under(string folder) =>
        Texts.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal));

    public static SourceFile Find(string path) => Texts.Single(f => f.Path == path);

    public static bool IsRecorded(SourceFile file) =>
        RecordedFolders.Any(d => file.Path.StartsWith(d, StringComparison.Ordinal));

    private static SourceFile[] ReadAll()
    {
        var ignored = File.ReadAllLines(RepositoryRoot.At(".gitignore"))
            .Where(l => l.EndsWith('/'))
            .Select(l => l.Trim('/'))
            .Append(".git")
            .ToHashSet(StringComparer.Ordinal);
        return [.. FilesBelow(new DirectoryInfo(RepositoryRoot.Path), ignored)
            .Where(f => !IsBinary(f))
            .Select(f => new SourceFile(RelativePathOf(f), File.ReadAllText(f.FullName)))
            .OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<FileInfo> FilesBelow(DirectoryInfo folder, HashSet<string> ignored)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (ignored.Contains(entry.Name) || IsFolderOfATool(entry))
            {
                continue;
            }

            if (entry is FileInfo file)
            {
                yield return file;
            }
            else if (entry is DirectoryInfo inner)
            {
                foreach (var found in FilesBelow(inner, ignored))
                {
                    yield return found;
                }
            }
        }
    }

    private static bool IsFolderOfATool(FileSystemInfo entry) =>
        entry is DirectoryInfo && entry.Name.StartsWith('.') && entry.Name != ".ci";

    private static bool IsBinary(FileInfo file)
    {
        using var stream = file.OpenRead();
        var start = new byte[512];
        var count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start.AsSpan(0, count).Contains((byte)0) || file.Extension == ".gz";
    }

    private static string RelativePathOf(FileInfo file) =>
        Path.GetRelativePath(RepositoryRoot.Path, file.FullName).Replace('\\', '/');
}
