using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>What an access has to meet, by the events that came before it.</summary>
internal enum Footing
{
    Plaintext,
    Ciphertext,
    Nothing,
}

/// <summary>Keeps its own books of shared pages and TCEs, from events alone, and says what every
/// access of the devices it watches had to meet: the one under trial, and those that have a
/// seat.</summary>
internal sealed class ShadowMachine : IEventSink
{
    private const string FirstEndpoint = "pe0";
    private readonly List<Run> _shared = [];
    private readonly List<Mapped> _mapped = [];
    private readonly HashSet<string> _stale = [];
    private readonly HashSet<string> _hugeTables = [];
    private readonly Dictionary<string, string> _seats = [];
    private BootSetup _boot = new(KernelProfile.V56);
    private ulong _pool;

    /// <summary>Every access: what was met by these books, and what happened.</summary>
    public List<(Footing Expected, DmaEvent Happened)> Accesses { get; } = [];

    public static Footing MetIn(in DmaEvent happened) => happened.Kind switch
    {
        DmaEventKind.DeviceFaulted => Footing.Nothing,
        DmaEventKind.DeviceReadCiphertext or DmaEventKind.DeviceHitPrivatePage =>
            Footing.Ciphertext,
        _ => Footing.Plaintext,
    };

    public void Start(MachineSpec machine)
    {
        (_boot, _pool) = (machine.Boot, 0);
        _shared.Clear();
        _mapped.Clear();
        _stale.Clear();
        _hugeTables.Clear();
        _seats.Clear();
        Accesses.Clear();
    }

    /// <summary>Which PE a device is in from now on.</summary>
    public void Seat(string device, string endpoint) => _seats[device] = endpoint;

    public bool HasTceFor(ulong phys) => _mapped.Exists(
        m => m.Endpoint == FirstEndpoint && phys >= m.Phys && phys - m.Phys < m.Size);

    public void On(in DmaEvent e)
    {
        var endpoint = EndpointOf(e.Subject);
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
                _stale.Remove(endpoint);
                _hugeTables.Add(endpoint);
                break;
            case DmaEventKind.WindowOpened when e.Words == "the pool in the default window":
                Add(endpoint, e, _pool);
                break;
            case DmaEventKind.DefaultWindowRemoved:
                _stale.Add(endpoint);
                break;
            case DmaEventKind.TcesMade when _stale.Contains(endpoint):
                break;
            case DmaEventKind.WindowOpened or DmaEventKind.WindowGrew:
                Add(endpoint, e, e.Phys.Value);
                break;
            case DmaEventKind.TcesMade:
                var (start, size) = WholeTces(endpoint, e);
                _mapped.Add(new Mapped(
                    endpoint, start, e.Phys.Value - (e.Bus.Value - start), size));
                break;
            case DmaEventKind.TcesCleared:
                var (first, length) = WholeTces(endpoint, e);
                Cut(endpoint, first, length);
                break;
            case DmaEventKind.WindowShrank:
                Cut(endpoint, e.Bus.Value, e.Size.Value);
                break;
            case DmaEventKind.MemoryRemoved:
                Forget(Pages(e));
                break;
            default:
                NoteAccess(endpoint, e);
                break;
        }
    }

    private string EndpointOf(string subject) =>
        _seats.GetValueOrDefault(subject)
        ?? (subject is "other" or "pe1" or "pe2" ? subject : FirstEndpoint);

    private void NoteAccess(string endpoint, in DmaEvent e)
    {
        if (e.Subject is not ("cpu" or "neighbour" or "other") && e.Kind
            is DmaEventKind.DeviceRead or DmaEventKind.DeviceReadWrong
            or DmaEventKind.DeviceReadCiphertext or DmaEventKind.DeviceFaulted
            or DmaEventKind.DeviceWrote or DmaEventKind.DeviceHitPrivatePage)
        {
            Accesses.Add((FootingOf(endpoint, e.Bus.Value, e.Size.Value), e));
        }
    }

    private Footing FootingOf(string endpoint, ulong bus, ulong size)
    {
        var worst = Footing.Plaintext;
        for (var done = 0UL; done < size;)
        {
            var here = bus + done;
            var found = _mapped.FindIndex(
                m => m.Endpoint == endpoint && here >= m.Bus && here - m.Bus < m.Size);
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

    private ulong PageSize => _boot.PageSize.Bytes.Value;

    private bool IsPlain(ulong phys) =>
        !_boot.IsSecure
        || _shared.Exists(s => phys >= s.Start && phys < s.End);

    private Run Pages(in DmaEvent e)
    {
        var end = e.Phys.Value + e.Size.Value + PageSize - 1;
        return new Run(e.Phys.Value - (e.Phys.Value % PageSize), end - (end % PageSize));
    }

    private void Add(string endpoint, in DmaEvent e, ulong phys) =>
        _mapped.Add(new Mapped(endpoint, e.Bus.Value, phys, e.Size.Value));

    // A TCE maps a whole page, 4 KiB in a default window and 64 KiB in a huge one.
    private (ulong Start, ulong Size) WholeTces(string endpoint, in DmaEvent e)
    {
        var page = _hugeTables.Contains(endpoint) ? 64UL << 10 : 4UL << 10;
        var start = e.Bus.Value - (e.Bus.Value % page);
        var end = e.Bus.Value + e.Size.Value + page - 1;
        return (start, end - (end % page) - start);
    }

    // What is left of a mapping on both sides of a hole goes on.
    private void Cut(string endpoint, ulong bus, ulong size)
    {
        foreach (var m in _mapped.Where(m => m.Endpoint == endpoint).ToList())
        {
            if (m.Bus >= bus + size || bus >= m.Bus + m.Size)
            {
                continue;
            }

            _mapped.Remove(m);
            if (m.Bus < bus)
            {
                _mapped.Add(m with { Size = bus - m.Bus });
            }

            if (m.Bus + m.Size > bus + size)
            {
                var cut = bus + size - m.Bus;
                _mapped.Add(new Mapped(endpoint, m.Bus + cut, m.Phys + cut, m.Size - cut));
            }
        }
    }

    private void Forget(Run hole) =>
        _shared.RemoveAll(s => s.Start < hole.End && hole.Start < s.End);

    private readonly record struct Run(ulong Start, ulong End);

    private readonly record struct Mapped(string Endpoint, ulong Bus, ulong Phys, ulong Size);
}
