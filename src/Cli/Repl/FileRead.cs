namespace DmaRules.Cli.Repl;

/// <summary>Bytes of a file, or why there are none. Both are null where there is no such file.</summary>
internal readonly record struct FileRead(byte[]? Bytes, string? Problem);
