using DmaRules.Dsl;

namespace DmaRules.Cli.Repl;

/// <summary>Files on disk. What the system refuses is a sentence, never an exception.</summary>
internal sealed class DiskFiles : IReplFiles
{
    /// <inheritdoc/>
    public FileRead Read(string path)
    {
        try
        {
            return File.Exists(path) ? new FileRead(ReadStart(path), null) : default;
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            return new FileRead(null, failure.Message);
        }
    }

    /// <inheritdoc/>
    public string? Write(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
            return null;
        }
        catch (Exception failure) when (IsRefusal(failure))
        {
            return failure.Message;
        }
    }

    // One byte over the limit is enough to see that it is too long, even where a file has no end.
    private static byte[] ReadStart(string path)
    {
        using var stream = File.OpenRead(path);
        var bytes = new byte[Limits.FileBytes + 1];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..count];
    }

    private static bool IsRefusal(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;
}
