using System.Text;

namespace DmaRules.Cli.Input;

/// <summary>Writes a file beside the one to be replaced and then gives it that one's name. So
/// nobody ever sees half a file, and where there is no room for the new one the old one
/// stays.</summary>
internal static class FileReplacement
{
    /// <summary>How an exception says that there is nothing to be replaced, such as a
    /// pipe.</summary>
    public const int NotOrdinary = -1;

    /// <summary>How it says that the new content is more than a file may hold here.</summary>
    public const int TooLarge = -2;

    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A link stays one: what it leads to is replaced. Permissions stay.</summary>
    public static void Run(string path, string content)
    {
        Probe(path);
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var temporary = Path.Combine(
            Path.GetDirectoryName(target) ?? "", $".{Path.GetRandomFileName()}.rules.tmp");
        try
        {
            Write(temporary, content, target);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // A file that must not be written is not to be replaced either, and a pipe cannot be.
    private static void Probe(string path)
    {
        using var file = FileOpening.Open(path, FileAccess.Write);
        if (!file.CanSeek)
        {
            throw new IOException("no ordinary file", NotOrdinary);
        }
    }

    // Never, not even while it is written, may more people read it than the one it replaces.
    private static void Write(string path, string content, string target)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
        };
        if (OperatingSystem.IsWindows())
        {
            Write(path, content, options);
            return;
        }

        var mode = File.GetUnixFileMode(target);
        options.UnixCreateMode = mode;
        Write(path, content, options);
        File.SetUnixFileMode(path, mode);
    }

    private static void Write(string path, string content, FileStreamOptions options)
    {
        try
        {
            using var file = new FileStream(path, options);
            file.Write(Plain.GetBytes(content));
            file.Flush(flushToDisk: true);
        }
        catch (ArgumentOutOfRangeException e)
        {
            // So the runtime says that files must not grow beyond some limit.
            throw new IOException(e.Message, TooLarge);
        }
    }
}
