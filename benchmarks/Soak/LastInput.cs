using System.IO.MemoryMappedFiles;

namespace DmaRules.Soak;

/// <summary>The input that is just running, where it outlives the process: a stack overflow leaves
/// no other trace.</summary>
internal sealed class LastInput : IDisposable
{
    private const int Room = 1 << 20;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public LastInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, Room);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>Four bytes of length, then the input.</summary>
    public void Keep(byte[] input)
    {
        _view.Write(0, input.Length);
        _view.WriteArray(sizeof(int), input, 0, Math.Min(input.Length, Room - sizeof(int)));
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
