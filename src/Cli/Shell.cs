namespace DmaRules.Cli;

/// <summary>All that a command knows of the world: its streams, the folder that paths start from,
/// and what the other end of its output can show.</summary>
internal sealed record Shell(TextReader In, TextWriter Out, TextWriter Error, string Folder)
{
    /// <summary>Columns of a page that goes to no terminal.</summary>
    public const int DefaultWidth = 80;

    /// <summary>The input as bytes, for a file that is piped in.</summary>
    public Func<Stream> OpenInput { get; init; } = Console.OpenStandardInput;

    public int Width { get; init; } = DefaultWidth;

    public bool HasColour { get; init; }

    /// <summary>Somebody watches the error stream, so a line there may be written over.</summary>
    public bool IsWatched { get; init; }

    public string FullPath(string path) => Path.GetFullPath(path, Folder);
}
