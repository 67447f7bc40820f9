using System.IO.Enumeration;

namespace DmaRules.Xunit.Files;

/// <summary>Finds files by a pattern, one part of a path after the other: <c>*</c> and <c>?</c>
/// stand for characters, <c>**</c> for any folders, or none.</summary>
internal static class FilePattern
{
    private const string AnyFolders = "**";

    // Links are left out: one may lead back up, and there is no end to that.
    private static readonly EnumerationOptions Here = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
    };

    private static readonly EnumerationOptions Below = new()
    {
        IgnoreInaccessible = true,
        AttributesToSkip = Here.AttributesToSkip,
        RecurseSubdirectories = true,
    };

    /// <summary>The files, sorted by path.</summary>
    public static IReadOnlyList<FoundFile> Match(string root, string pattern)
    {
        var parts = Parts(pattern);
        var start = Path.Combine(Path.GetFullPath(root), Path.GetPathRoot(pattern) ?? "");
        string[] known = [.. parts[..^1].TakeWhile(p => !HasWildcard(p))];
        var stem = Path.GetFullPath(Path.Combine([start, .. known]));
        IEnumerable<string> folders = Directory.Exists(stem) ? [stem] : [];
        foreach (var part in parts[known.Length..^1])
        {
            folders = folders.SelectMany(f => Folders(f, part)).Distinct();
        }

        return
        [
            .. folders.SelectMany(f => Files(f, parts[^1]))
                .Select(f => new FoundFile(Relative(root, f), Relative(stem, f)))
                .OrderBy(f => f.Path, StringComparer.Ordinal),
        ];
    }

    // A pattern that ends in `**` means the files in all those folders.
    private static string[] Parts(string pattern)
    {
        var behindRoot = pattern[(Path.GetPathRoot(pattern) ?? "").Length..];
        var parts = behindRoot.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries);
        return parts is [.., AnyFolders] ? [.. parts, "*"] : parts is [] ? [""] : parts;
    }

    private static IEnumerable<string> Folders(string folder, string part) => part switch
    {
        AnyFolders => Directory.EnumerateDirectories(folder, "*", Below).Prepend(folder),
        _ => Directory.EnumerateDirectories(folder, "*", Here).Where(d => Matches(part, d)),
    };

    private static IEnumerable<string> Files(string folder, string part) =>
        Directory.EnumerateFiles(folder, "*", Here).Where(f => Matches(part, f));

    private static bool Matches(string part, string path) =>
        FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path), ignoreCase: false);

    private static bool HasWildcard(string part) => part.AsSpan().ContainsAny('*', '?');

    private static string Relative(string folder, string path) =>
        Path.GetRelativePath(folder, path).Replace('\\', '/');
}
