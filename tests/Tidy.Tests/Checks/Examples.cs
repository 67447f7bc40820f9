using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>An example that nobody runs is wrong before anybody reads it.</summary>
internal static class Examples
{
    public const string TestClass = "ExamplesTests.cs";

    public static IEnumerable<Complaint> WithoutReadme(IReadOnlyCollection<SourceFile> files) =>
        from folder in Folders(files)
        where files.All(f => f.Path != $"{folder}/README.md")
        select new Complaint(folder, 0, "an example has a README.md");

    /// <summary>A test runs an example when it walks the whole folder, or names this one.</summary>
    public static IEnumerable<Complaint> WithoutTest(IReadOnlyCollection<SourceFile> files)
    {
        var test = files.FirstOrDefault(f => f.Name == TestClass)?.Text ?? "";
        return WalksTheFolder(test)
            ? []
            : from folder in Folders(files)
              where !test.Contains($"\"{folder.Split('/')[1]}\"", StringComparison.Ordinal)
              select new Complaint(folder, 0, $"{TestClass} does not run this example");
    }

    private static IEnumerable<string> Folders(IEnumerable<SourceFile> files) =>
        files.Where(f => f.Parts is ["examples", _, _, ..])
            .Select(f => $"examples/{f.Parts[1]}").Distinct();

    private static bool WalksTheFolder(string test) =>
        test.Contains("\"examples\"", StringComparison.Ordinal)
        && (test.Contains("GetDirectories", StringComparison.Ordinal)
            || test.Contains("EnumerateDirectories", StringComparison.Ordinal));
}
