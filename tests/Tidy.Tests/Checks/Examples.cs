using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>An example that nobody runs is wrong before anybody reads it.</summary>
internal static class Examples
{
    public const string TestClass = "ExamplesTests.cs";
    private const string Commands = "commands.txt";

    public static IEnumerable<Complaint> WithoutReadme(IReadOnlyCollection<SourceFile> files) =>
        from folder in Folders(files)
        where files.All(f => f.Path != $"{folder}/README.md")
        select new Complaint(folder, 0, "an example has a README.md");

    /// <summary>An example of commands runs when the test walks the whole folder, or names this
    /// one; an example that is a project, when the solution has it.</summary>
    public static IEnumerable<Complaint> WithoutTest(IReadOnlyCollection<SourceFile> files)
    {
        var test = files.FirstOrDefault(f => f.Name == TestClass)?.Text ?? "";
        var solutions = files.Where(f => f.Name.EndsWith(".sln", StringComparison.Ordinal));
        return from folder in Folders(files)
               where !IsRunBy(test, folder, files) && !IsProjectOf(solutions, folder, files)
               select new Complaint(folder, 0, $"neither {TestClass} nor the solution runs this");
    }

    private static IEnumerable<string> Folders(IEnumerable<SourceFile> files) =>
        files.Where(f => f.Parts is ["examples", _, _, ..])
            .Select(f => $"examples/{f.Parts[1]}").Distinct();

    private static bool IsRunBy(string test, string folder, IEnumerable<SourceFile> files) =>
        files.Any(f => f.Path == $"{folder}/{Commands}")
        && (WalksTheFolder(test)
            || test.Contains($"\"{folder.Split('/')[1]}\"", StringComparison.Ordinal));

    private static bool IsProjectOf(
        IEnumerable<SourceFile> solutions, string folder, IEnumerable<SourceFile> files) =>
        files.Where(f => f.Path.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Where(f => f.Name.EndsWith(".csproj", StringComparison.Ordinal))
            .Any(p => solutions.Any(s => s.Text.Contains(
                p.Path.Replace('/', '\\'), StringComparison.Ordinal)));

    private static bool WalksTheFolder(string test) =>
        test.Contains("\"examples\"", StringComparison.Ordinal)
        && (test.Contains("GetDirectories", StringComparison.Ordinal)
            || test.Contains("EnumerateDirectories", StringComparison.Ordinal));
}
