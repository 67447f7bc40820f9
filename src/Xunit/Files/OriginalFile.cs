namespace DmaRules.Xunit.Files;

/// <summary>Finds the file that the build copied into the output folder: that is the one to
/// edit.</summary>
internal static class OriginalFile
{
    /// <summary>The file with the same relative path and content beside the test's code, or beside
    /// a folder above it; else the copy.</summary>
    public static string Of(string path, string copy, string codeFile)
    {
        try
        {
            return Candidates(path, codeFile).FirstOrDefault(c => IsSame(c, copy)) ?? copy;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return copy;
        }
    }

    private static IEnumerable<string> Candidates(string path, string codeFile)
    {
        for (var folder = Path.GetDirectoryName(codeFile);
            !string.IsNullOrEmpty(folder);
            folder = Path.GetDirectoryName(folder))
        {
            yield return Path.Combine(folder, path);
        }
    }

    private static bool IsSame(string candidate, string copy) =>
        File.Exists(candidate) && File.ReadAllBytes(candidate).AsSpan()
            .SequenceEqual(File.ReadAllBytes(copy));
}
