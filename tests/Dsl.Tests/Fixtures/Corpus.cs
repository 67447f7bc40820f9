using System.Runtime.CompilerServices;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests.Fixtures;

/// <summary>Inputs and what is expected of them, side by side under tests/Corpus. With
/// UPDATE_GOLDEN=1 the expected side is written anew, for its diff to be reviewed.</summary>
internal sealed class Corpus : ISourceResolver
{
    private static readonly string Root = Path.Combine(Folder(), "..", "..", "Corpus");

    private static readonly string[] Usable = ["shared", "used"];

    public static Corpus Instance { get; } = new();

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Root, "..", ".."));

    public static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(Path.Combine(Root, folder), "*.rules")
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal);

    public static SourceText Read(string folder, string name) =>
        ReadFile(Path.Combine(Root, folder, name)).Value
        ?? throw new InvalidDataException(name);

    public static Outcome<SourceText?> ReadFile(string path) =>
        SourceReader.Read(Path.GetFileName(path), File.ReadAllBytes(path));

    public static Outcome<SourceText?> ReadBytes(string folder, string name) =>
        ReadFile(Path.Combine(Root, folder, name));

    public static void Compare(string folder, string name, string actual)
    {
        var path = Path.Combine(Root, folder, name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, actual);
        }

        var expected = File.Exists(path)
            ? File.ReadAllText(path)
            : "(no such file: set UPDATE_GOLDEN=1)";
        actual.ShouldBe(expected);
    }

    public SourceText? Find(string name, SourceText from)
    {
        var path = Usable.Select(f => Path.Combine(Root, f, name)).FirstOrDefault(File.Exists);
        return path is null ? null : ReadFile(path).Value;
    }

    public IEnumerable<string> NamesFrom(SourceText from) =>
        Usable.SelectMany(Names).Select(n => $"{n}.rules");

    private static string Folder([CallerFilePath] string path = "") =>
        Path.GetDirectoryName(path) ?? "";
}
