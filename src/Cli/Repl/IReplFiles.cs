namespace DmaRules.Cli.Repl;

/// <summary>The files that a session may read and write, so that tests need none.</summary>
internal interface IReplFiles
{
    /// <summary>Reads a file, and little more of it than a policy may have.</summary>
    FileRead Read(string path);

    /// <summary>Writes a file; null, or why it could not be written.</summary>
    string? Write(string path, string text);
}
