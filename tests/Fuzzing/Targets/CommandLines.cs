using DmaRules.Dsl.Evaluation;
using DmaRules.Fuzzing.Inputs;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;

namespace DmaRules.Fuzzing.Targets;

/// <summary>Command lines to start from, and which of those that come of them may be run: none
/// that leaves its folder, waits for keys or would rightly take minutes.</summary>
internal static class CommandLines
{
    private const long MostCases = 5_000;

    private const string Policy =
        "policy \"p\"\n\ndecide path first {\n  rule wide when dma_mask == 64 bits => bypass\n"
        + "  otherwise => iommu\n}\n\ntest \"t\" {\n  given dma_mask 64 bits\n"
        + "  expect map is bypass by wide\n}\n\nscenario \"s\" {\n  given is_secure_guest\n"
        + "  nic: set_mask 64 bits expect ok\n  nic: b = map 4 KiB\n  nic: unmap b\n}\n";

    public static string[] Files { get; } = ["p.rules", "r.csv", "r.csv.gz", "a b.rules"];

    public static string[] Commands { get; } =
    [
        "matrix", "check", "eval", "run", "test", "conform", "list", "show", "facts", "explain",
        "completion", "fmt",
    ];

    private static readonly string[] Lines =
    [
        "check p.rules", "check p.rules --json", "check p.rules --format mail --no-analysis",
        "check .", "eval p.rules dma_mask=64 is_secure_guest", "eval p.rules --why op=alloc --json",
        "eval pseries-v5.6 window=ddw --why", "run p.rules",
        "run p.rules is_secure_guest ddw=disabled",
        "run p.rules --scenario s", "run secure-both is_secure_guest probe=leaked_page --json",
        "test p.rules", "test p.rules --filter t --json", "test p.rules --junit out.xml",
        "conform r.csv", "conform r.csv.gz", "list", "list --json", "show mask-guard", "facts",
        "facts mask", "explain DMA2001", "explain", "completion bash", "matrix p.rules", "--help",
        "--version", "eval --help", "fmt p.rules", "fmt p.rules --check", "nonsense", "",
        "check -", "eval p.rules mask=64 mask=32", "run p.rules map_size=512KiB swiotlb=noforce",
    ];

    public static IEnumerable<string> All =>
        Lines.Select(l => l.Replace(' ', '\n') + "\n\n" + Policy);

    public static bool IsHarmless(string argument) =>
        !argument.Contains('/', StringComparison.Ordinal)
        && !argument.Contains("..", StringComparison.Ordinal)
        && argument != "repl";

    public static bool IsTooMuch(string[] args, byte[] content) =>
        args.Contains("test") && (args.Any(IsShipped) || Cases(content) > MostCases);

    private static bool IsShipped(string argument) =>
        DmaRules.Policies.Library.ShippedPolicies.Find(argument) is not null;

    private static long Cases(byte[] content)
    {
        if (PolicyText.Load(content, new Observations()) is not { } policy)
        {
            return 0;
        }

        using var engine = new InterpretedEngine();
        return new PolicyTestRunner(new PolicyRunner(policy, engine)).CountCases(policy.Tests);
    }
}
