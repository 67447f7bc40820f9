using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Cli.Input;

/// <summary>Reads files, and says in one line why one cannot be read.</summary>
internal sealed class FileReader(Shell shell)
{
    // Enough to say how large a policy file over the limit is, without reading an endless device.
    private const long MostPolicyBytes = 16L * Limits.FileBytes;

    private const long MostRecordingBytes = 256L << 20;

    // What Linux answers, which is all that an exception has to tell them apart.
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int NoQuota = 122;

    public bool IsFile(string path) => IsName(path) && File.Exists(shell.FullPath(path));

    public bool IsFolder(string path) => IsName(path) && Directory.Exists(shell.FullPath(path));

    /// <summary>The <c>*.rules</c> files below a folder, by name, called as the folder was
    /// called.</summary>
    public IEnumerable<string> PoliciesIn(string folder) => FilesBelow(folder, "*.rules");

    private IOrderedEnumerable<string> FilesBelow(string folder, string pattern)
    {
        // Links are left out: one may lead back up, and there is no end to that.
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden,
        };
        var full = shell.FullPath(folder);
        return Directory.EnumerateFiles(full, pattern, options)
            .Select(f => Path.Combine(folder, Path.GetRelativePath(full, f)))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>A recording, or those below a folder, by name.</summary>
    public IEnumerable<string> RecordingsAt(string path) => IsFolder(path)
        ? [.. FilesBelow(path, "*.csv"), .. FilesBelow(path, "*.csv.gz")]
        : [path];

    /// <summary>The names of the <c>*.rules</c> files in the folder of a file; none if it cannot
    /// be read.</summary>
    public IEnumerable<string> PoliciesBeside(string path)
    {
        var folder = Path.GetDirectoryName(shell.FullPath(path)) ?? "";
        var options = new EnumerationOptions { IgnoreInaccessible = true };
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.rules", options)
                .Select(f => Path.GetFileName(f))
                .Order(StringComparer.Ordinal)
            : [];
    }

    /// <summary>The folders, with a slash, and the <c>*.rules</c> files that a path could become.
    /// </summary>
    public IEnumerable<string> Completing(string start)
    {
        var folder = start[..(start.LastIndexOf('/') + 1)];
        var full = shell.FullPath(folder.Length == 0 ? "." : folder);
        if (!Directory.Exists(full))
        {
            return [];
        }

        var isHiddenWanted = start[folder.Length..].StartsWith('.');
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = 0 };
        return new DirectoryInfo(full).EnumerateFileSystemInfos("*", options)
            .Where(e => isHiddenWanted || !e.Name.StartsWith('.'))
            .Where(e => e is DirectoryInfo || e.Extension == ".rules")
            .Select(e => folder + e.Name + (e is DirectoryInfo ? "/" : ""))
            .Where(p => p.StartsWith(start, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>A policy file's text.</summary>
    public Read<SourceText> Policy(string path) =>
        Bytes(path, MostPolicyBytes, "a policy file").Failed(out var bytes, out var complaint)
            ? new Read<SourceText>(null, complaint)
            : PolicyIn(path, bytes);

    /// <summary>A policy's text from the standard input.</summary>
    public Read<SourceText> PipedPolicy()
    {
        using var input = shell.OpenInput();
        return PolicyIn("<stdin>", ReadAtMost(input, MostPolicyBytes + 1));
    }

    /// <summary>A recording's lines; unpacked if its name ends in <c>.gz</c>.</summary>
    public Read<IReadOnlyList<string>> Recording(string path)
    {
        var bytes = Bytes(path, MostRecordingBytes, "a recording");
        if (bytes.Value is not { } content)
        {
            return new Read<IReadOnlyList<string>>(null, bytes.Complaint);
        }

        if (content.LongLength > MostRecordingBytes)
        {
            return Refuse<IReadOnlyList<string>>(
                $"{path} holds more than {MostRecordingBytes >> 20} MiB", "split it");
        }

        if (content.AsSpan().Contains((byte)0))
        {
            return Refuse<IReadOnlyList<string>>(
                $"{path} is no text", "a recording is a csv file, or one packed by gzip (.gz)");
        }

        return new Read<IReadOnlyList<string>>(LinesOf(content), null);
    }

    private static List<string> LinesOf(ReadOnlySpan<byte> content)
    {
        var lines = new List<string>();
        foreach (var range in content.Split((byte)'\n'))
        {
            lines.Add(Encoding.UTF8.GetString(content[range].TrimEnd((byte)'\r')));
        }

        return lines;
    }

    /// <summary>Writes a whole file; null if that worked.</summary>
    public Complaint? Write(string path, string content)
    {
        try
        {
            File.WriteAllText(shell.FullPath(path), content);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Complaint.Unusable($"{path} cannot be written: {Reason(e)}", null);
        }
    }

    /// <summary>Puts new content into a file that exists, in one step: at any time the file is
    /// whole, the old one or the new one. Null if that worked.</summary>
    public Complaint? Replace(string path, string content)
    {
        try
        {
            FileReplacement.Run(shell.FullPath(path), content);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Complaint.Unusable(
                $"{path} cannot be written: {Reason(e)}", "the file is as it was");
        }
    }

    private static bool IsName(string path) =>
        path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal);

    private static Read<SourceText> PolicyIn(string path, byte[] bytes)
    {
        var read = SourceReader.Read(path, bytes);
        return read.Diagnostics.Any(d => d.Descriptor == DiagnosticCatalog.NotUtf8)
            ? Refuse<SourceText>($"{path}: {read.Diagnostics[0].Message}", "save it as UTF-8 text")
            : new Read<SourceText>(
                read.Value, read.Value is null ? new Complaint.Broken(read.Diagnostics) : null);
    }

    private Read<byte[]> Bytes(string path, long most, string wanted)
    {
        if (!IsName(path))
        {
            return Refuse<byte[]>("a file's name is empty or holds a NUL", $"name {wanted}");
        }

        if (IsFolder(path))
        {
            return Refuse<byte[]>(
                $"{path} is a folder where {wanted} is wanted", "name a file in it");
        }

        try
        {
            using var file = FileOpening.Open(shell.FullPath(path), FileAccess.Read);
            return path.EndsWith(".gz", StringComparison.Ordinal)
                ? Unpack(path, ReadAtMost(file, most + 1), most)
                : new Read<byte[]>(ReadAtMost(file, most + 1), null);
        }
        catch (InvalidDataException)
        {
            return Refuse<byte[]>(
                $"{path} is not packed by gzip", "unpack it, or name it without .gz");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse<byte[]>(
                $"{path} cannot be read: {Reason(e)}", $"name {wanted} that can be read");
        }
    }

    // A packed file ends with the number of bytes that were packed, modulo 2^32; nothing else tells
    // that it was cut off.
    private static Read<byte[]> Unpack(string path, byte[] packed, long most)
    {
        using var plain = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var content = ReadAtMost(plain, most + 1);
        var isWhole = content.LongLength > most
            || (packed.Length >= sizeof(uint)
                && BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan(^sizeof(uint)..))
                    == unchecked((uint)content.Length));
        return isWhole
            ? new Read<byte[]>(content, null)
            : Refuse<byte[]>(
                $"{path} was cut off, or is damaged: it does not end as a file packed by gzip",
                "copy it anew");
    }

    private static byte[] ReadAtMost(Stream stream, long most)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (content.Length < most)
        {
            var count = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, most - content.Length));
            if (count == 0)
            {
                break;
            }

            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    private static string Reason(Exception e) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "permission denied",
        PathTooLongException => "its name is too long",
        { HResult: NoSpace or NoQuota } => "the disk is full",
        { HResult: FileReplacement.TooLarge } => "it would be too large for its file system",
        { HResult: FileReplacement.NotOrdinary } => "it is no ordinary file",
        { HResult: FileOpening.NobodyThere } =>
            "it is no regular file, and nobody is at the other end",
        { HResult: ReadOnly } => "the file system is read-only",
        _ => "input or output failed",
    };

    private static Read<T> Refuse<T>(string message, string help)
        where T : class => new(null, new Complaint.Unusable(message, help));
}
