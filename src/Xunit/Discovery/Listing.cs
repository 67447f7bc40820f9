using DmaRules.Xunit.Files;
using Xunit.Abstractions;

namespace DmaRules.Xunit.Discovery;

/// <summary>What a list of tests says of one of them: all that is kept between finding it and
/// running it, which may happen in two processes.</summary>
/// <param name="File">The file that was found.</param>
/// <param name="Original">The file to open for it.</param>
/// <param name="Line">The line to open it at, from 1.</param>
/// <param name="Kernel">The release it runs on; empty where the file does not load.</param>
/// <param name="Kind">What it was made of.</param>
/// <param name="Name">Its name.</param>
/// <param name="Number">Which row, if it is one; else 1.</param>
/// <param name="Title">Its name in lists.</param>
internal sealed record Listing(
    FoundFile File,
    string Original,
    int Line,
    string Kernel,
    PolicyTestKind Kind,
    string Name,
    int Number,
    string Title)
{
    /// <summary>All tests of a file; that it loads is the first one, and the only one where it does
    /// not.</summary>
    public static IEnumerable<Listing> Of(TestFolder folder, FoundFile file, string codeFile)
    {
        var original = OriginalFile.Of(file.Path, folder.FullPath(file.Path), codeFile);
        try
        {
            return FileTests.Of(folder, file.Path).All.Select(t => Of(file, original, t));
        }
        catch (PolicyTestException e)
        {
            // It is thrown again when that test runs, and then it is the answer.
            const string Loads = FileTests.Loads;
            var line = file.LineOf(e.Place) ?? 1;
            return [new(file, original, line, "", PolicyTestKind.File, Loads, 1, Loads)];
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static Listing Read(IXunitSerializationInfo store) => new(
        new FoundFile(Text(store, "path"), Text(store, "file")),
        Text(store, "original"),
        store.GetValue<int>("line"),
        Text(store, "kernel"),
        (PolicyTestKind)store.GetValue<int>("kind"),
        Text(store, "name"),
        store.GetValue<int>("number"),
        Text(store, "title"));

    /// <summary>Stores everything.</summary>
    public void Write(IXunitSerializationInfo store)
    {
        store.AddValue("path", File.Path);
        store.AddValue("file", File.Name);
        store.AddValue("original", Original);
        store.AddValue("line", Line);
        store.AddValue("kernel", Kernel);
        store.AddValue("kind", (int)Kind);
        store.AddValue("name", Name);
        store.AddValue("number", Number);
        store.AddValue("title", Title);
    }

    private static Listing Of(FoundFile file, string original, PolicyTest test) => new(
        file,
        original,
        test.Place.Position.Line,
        test.Policy.Kernel,
        test.Kind,
        test.Name,
        test.Number,
        test.Title);

    private static string Text(IXunitSerializationInfo store, string key) =>
        store.GetValue<string>(key) ?? "";
}
