using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Fuzzing.Inputs;

/// <summary>The words that a file is made of, so that changes are often nearly right.</summary>
internal static class Vocabulary
{
    private static readonly string[] Language =
    [
        "policy", "use", "param", "let", "decide", "invariant", "test", "table", "differs",
        "scenario", "rule", "otherwise", "given", "expect", "because", "cite", "since", "and", "or",
        "not", "implies", "is", "in", "when", "first", "unique", "any", "kernel", "on", "version",
        "from", "exactly", "for", "by", "bits", "B", "KiB", "MiB", "GiB", "TiB", "bool", "size",
        "addr", "impossible", "through", "pool", "shared", "mapping", "low", "ram", "refuse",
        "=>", "==", "!=", "<=", ">=", "||", "..", "<", ">", "=", "|", "(", ")", "{", "}", ",", ":",
        "-", "#", "\"", "\n", "\nrule x when atomic => bypass\n", " not ", " and ", " or ",
        "\ndecide path first {\n", "\n}\n", "\ntest \"t\" {\n  given -\n", "  otherwise => iommu\n",
        "\nlet l = atomic\n", "\nuse \"self.rules\"\n", "\nuse \"pseries-v5.6.rules\"\n",
        "\ntable \"t\" {\n  | op || map | by |\n  | - || - | - |\n}\n", "nic: ", " set_mask ",
        " map 4 KiB", " alloc ", " unmap ", " sync ", " device reads ", " device probes 0x0",
        " set_mask_and_coherent 64 bits", " expect ok", " expect dma ok", " for_device", " for_cpu",
        "hypervisor", "cpu", "writes", "at", "to_device", "from_device", "free",
        "query_required_mask", "set_min_align 4 KiB",
    ];

    public static ImmutableArray<string> Words { get; } =
    [
        .. Language,
        .. DmaSchema.Instance.Facts.Select(f => f.Name),
        .. DmaSchema.Instance.Facts.Select(f => f.Type).OfType<ValueType.Enumeration>()
            .SelectMany(t => t.Members).Distinct(),
        .. DmaSchema.Instance.Decisions.SelectMany(d => d.Outcomes).Select(o => o.Text).Distinct(),
        .. ShippedPolicies.Names,
    ];
}
