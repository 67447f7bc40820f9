using System.Diagnostics;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Xunit.Files;

/// <summary>The folder that a test's paths are relative to.</summary>
[StackTraceHidden]
internal sealed record TestFolder(string Root)
{
    /// <summary>The output folder of the tests that run. The build puts this assembly beside
    /// theirs, and unlike the process it is not the runner's own.</summary>
    public static TestFolder Output { get; } = new(
        Path.GetDirectoryName(typeof(TestFolder).Assembly.Location) is { Length: > 0 } folder
            ? folder
            : AppContext.BaseDirectory);

    /// <summary>What a project needs to have its policies there.</summary>
    public const string HowToCopy =
        "<None Include=\"policies/**\" CopyToOutputDirectory=\"PreserveNewest\" />";

    public string FullPath(string path) => Path.GetFullPath(Path.Combine(Root, path));

    public bool IsFile(string path) => File.Exists(FullPath(path));

    /// <summary>The files that a pattern means.</summary>
    public IReadOnlyList<FoundFile> Match(string pattern) => FilePattern.Match(Root, pattern);

    /// <summary>A file's text under the path it was asked for. Throws when it cannot be
    /// read.</summary>
    public Outcome<SourceText?> Read(string path)
    {
        try
        {
            return SourceReader.Read(path, File.ReadAllBytes(FullPath(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw IsFile(path)
                ? PolicyTestException.Of($"{path} cannot be read: {e.Message}", null)
                : PolicyTestException.Of($"there is no file {path} in {Root}", WhatThereIs(path));
        }
    }

    private string WhatThereIs(string path)
    {
        string[] all = [.. Match("**/*.rules").Select(f => f.Path)];
        return all.Length == 0
            ? $"the project has to copy its policies there: {HowToCopy}"
            : Suggestion.Help(path, all);
    }
}
