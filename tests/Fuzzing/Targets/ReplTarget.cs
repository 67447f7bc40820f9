using System.Text;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Cli.Repl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Fuzzing.Inputs;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Fuzzing.Targets;

/// <summary>Lines typed into a session, all but those that are C# by intent.</summary>
internal sealed class ReplTarget : FuzzTarget
{
    private const int MostLines = 200;

    private static readonly string[] Sessions =
    [
        "given is_secure_guest, ddw = disabled\ndecide\n:why\n:facts\n:reset\n",
        "device nic\nnic set_mask 64 bits\nm = map nic 4 KiB to_device\nread m\n:memory\nunmap m\n",
        "nic: set_mask_and_coherent 64 bits\nnic: b = alloc 64 KiB\ncpu write b\n"
            + "free b\n:verdict\n",
        "given pmem\n\n:policy secure-both\n:list\n:events\n:save x\n:load x\n"
            + ":help\nprobe nic 0x0\n",
        "device nic\nmap nic 512 KiB at 8 GiB\nsync m1 cpu\nhypervisor reads m1\n:facts mask\n",
    ];

    public override string Name => "repl";

    public override IEnumerable<byte[]> Seeds => Sessions.Select(CorpusFiles.Utf8);

    public override long MostBytes(int length) => (2L << 30) + (20_000L * length);

    public override void Run(byte[] input, Observations seen)
    {
        using var engine = new InterpretedEngine();
        var files = new ShippedOnly();
        var schema = DmaSchema.Instance;
        var policy = files.Find(schema.BasePolicyOf(schema.DefaultKernel)).Value;
        var session = new ReplSession(
            policy ?? throw new BrokenPromiseException("the base policy does not load"),
            engine,
            files);
        var lines = Encoding.UTF8.GetString(input).Split('\n').Take(MostLines);
        foreach (var line in lines.Where(l => !IsCSharp(l)))
        {
            var answer = session.Submit(line);
            Observations.Require(
                !answer.Lines.Any(l => l.Contains('\n')), $"a line of two lines: {line}");
            seen.Add($"{OwnWords(answer.Lines.FirstOrDefault(""))} {answer.IsError}");
        }
    }

    private static bool IsCSharp(string line) =>
        line.TrimStart('\ufeff').TrimStart().StartsWith('=');

    // What the user says stands in backticks, or has digits and signs.
    private static string OwnWords(string line) =>
        string.Join(' ', line.Split(' ').TakeWhile(w => w.All(char.IsAsciiLetter)).Take(3));

    private sealed class ShippedOnly : IReplFiles
    {
        private readonly PolicyShelf _shelf = new(new InterpretedEngine());

        public Read<BoundPolicy> Find(string name) => _shelf.Find(name) is { } policy
            ? new Read<BoundPolicy>(policy, null)
            : new Read<BoundPolicy>(null, new Complaint.Unusable("there is none", null));

        public Complaint? Write(string path, string text) => null;
    }
}
