namespace DmaRules.Fuzzing.Targets;

/// <summary>A folder that is gone when it is no longer needed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("dmarules-fuzz-").FullName;

    public void Write(string name, byte[] content) =>
        File.WriteAllBytes(System.IO.Path.Combine(Path, name), content);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
