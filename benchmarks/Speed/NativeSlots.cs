using System.Runtime.InteropServices;

namespace DmaRules.Speed;

/// <summary>The bounce pool of <c>Native/slots.c</c>, loaded from a library.</summary>
internal sealed class NativeSlots : IDisposable
{
    private readonly IntPtr _library;
    private readonly Reset _reset;
    private readonly Run _run;
    private readonly Delete _delete;
    private readonly IntPtr _pool;

    /// <summary>A pool with the setting of a race.</summary>
    public NativeSlots(string library, SlotSequence sequence)
    {
        _library = NativeLibrary.Load(Path.GetFullPath(library));
        (_reset, _run, _delete) =
            (Find<Reset>("slots_reset"), Find<Run>("slots_run"), Find<Delete>("slots_delete"));
        var layout = sequence.Layout;
        _pool = Find<Make>("slots_new")(
            (int)layout.Generation,
            layout.Start.Value,
            (int)layout.Slots.Value,
            layout.Areas,
            layout.PageSize.Bytes.Value,
            sequence.MinAlignMask);
    }

    private delegate IntPtr Make(
        int generation, ulong start, int slots, int areas, ulong page, ulong minAlign);

    private delegate void Reset(IntPtr pool);

    private delegate void Delete(IntPtr pool);

    private delegate void Run(
        IntPtr pool, int steps, ulong[] buffers, ulong[] sizes, int[] places, ulong[] live,
        ulong[] answers);

    /// <summary>Frees all of the pool.</summary>
    public void Clear() => _reset(_pool);

    /// <summary>Runs the whole sequence.</summary>
    public void Go(SlotSequence sequence, ulong[] live, ulong[] answers) =>
        _run(
            _pool, answers.Length, sequence.Buffers, sequence.Sizes, sequence.Places, live,
            answers);

    /// <inheritdoc/>
    public void Dispose()
    {
        _delete(_pool);
        NativeLibrary.Free(_library);
    }

    private T Find<T>(string name) =>
        Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(_library, name));
}
