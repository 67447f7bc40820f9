using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>What an access has to meet, by the events that came before it.</summary>
internal enum Footing
{
    Plaintext,
    Ciphertext,
    Nothing,
}

/// <summary>Keeps its own books of shared pages and TCEs, from events alone, and says what every
/// access of the device under trial had to meet.</summary>
internal sealed class ShadowMachine : IEventSink
{
    private readonly List<(ulong Start, ulong End)> _shared = [];
    private readonly List<(bool OtherEndpoint, ulong Bus, ulong Phys, ulong Size)> _mapped = [];
    private Situation _situation = Situation.Default;
    private ulong _pool;
    private bool _hasStaleTable;

    /// <summary>Every access: what was met by these books, and what happened.</summary>
    public List<(Footing Expected, DmaEvent Happened)> Accesses { get; } = [];

    public void Start(Situation situation)
    {
        _situation = situation;
        (_pool, _hasStaleTable) = (0, false);
        _shared.Clear();
        _mapped.Clear();
        Accesses.Clear();
    }

    public bool HasTceFor(ulong phys) => _mapped.Exists(
        m => !m.OtherEndpoint && phys >= m.Phys && phys - m.Phys < m.Size);

    public void On(in DmaEvent e)
    {
        switch (e.Kind)
        {
            case DmaEventKind.Shared:
                _pool = e.Subject == "boot" ? e.Phys.Value : _pool;
                _shared.Add(Pages(e));
                break;
            case DmaEventKind.Unshared:
                _shared.Remove(Pages(e));
                break;
            case DmaEventKind.WindowOpened when e.Words == "a huge window as the new table":
                _hasStaleTable &= e.Subject == "other";
                break;
            case DmaEventKind.WindowOpened:
                Add(e, e.Words == "all of RAM" ? 0 : _pool);
                break;
            case DmaEventKind.DefaultWindowRemoved:
                _hasStaleTable |= e.Subject != "other";
                break;
            case DmaEventKind.TcesMade when !_hasStaleTable:
                Add(e, e.Phys.Value);
                break;
            case DmaEventKind.TcesCleared:
                Remove(e);
                break;
            default:
                NoteAccess(e);
                break;
        }
    }

    private void NoteAccess(in DmaEvent e)
    {
        if (e.Subject == Trial.DeviceName && e.Kind
            is DmaEventKind.DeviceRead or DmaEventKind.DeviceReadWrong
            or DmaEventKind.DeviceReadCiphertext or DmaEventKind.DeviceFaulted
            or DmaEventKind.DeviceWrote or DmaEventKind.DeviceHitPrivatePage)
        {
            Accesses.Add((FootingOf(e.Bus.Value, e.Size.Value), e));
        }
    }

    private Footing FootingOf(ulong bus, ulong size)
    {
        var worst = Footing.Plaintext;
        for (var done = 0UL; done < size;)
        {
            var here = bus + done;
            var found = _mapped.FindIndex(
                m => !m.OtherEndpoint && here >= m.Bus && here - m.Bus < m.Size);
            if (found < 0)
            {
                return Footing.Nothing;
            }

            var phys = _mapped[found].Phys + (here - _mapped[found].Bus);
            worst = IsPlain(phys) ? worst : Footing.Ciphertext;
            var left = _mapped[found].Size - (here - _mapped[found].Bus);
            done += Math.Min(left, PageSize - (phys % PageSize));
        }

        return worst;
    }

    private ulong PageSize => _situation[DmaSchema.PageSize];

    private bool IsPlain(ulong phys) =>
        _situation[DmaSchema.IsSecureGuest] == 0
        || _shared.Exists(s => phys >= s.Start && phys < s.End);

    private (ulong Start, ulong End) Pages(in DmaEvent e)
    {
        var end = e.Phys.Value + e.Size.Value + PageSize - 1;
        return (e.Phys.Value - (e.Phys.Value % PageSize), end - (end % PageSize));
    }

    private void Add(in DmaEvent e, ulong phys) =>
        _mapped.Add((e.Subject == "other", e.Bus.Value, phys, e.Size.Value));

    private void Remove(in DmaEvent e)
    {
        var (isOther, bus, size) = (e.Subject == "other", e.Bus.Value, e.Size.Value);
        _mapped.RemoveAll(m => m.OtherEndpoint == isOther && m.Bus == bus && m.Size == size);
    }
}
