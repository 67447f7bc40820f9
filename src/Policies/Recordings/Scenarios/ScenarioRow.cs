using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Runtime.Checking;

namespace DmaRules.Policies.Recordings.Scenarios;

/// <summary>One row, read cell by cell; the first cell that is not understood is
/// remembered.</summary>
internal sealed class ScenarioRow(PolicyShelf shelf, IReadOnlyDictionary<string, string> cells)
{
    private Situation _situation = Situation.Default;
    private string _policy = "";

    public string? Problem { get; private set; }

    public RecordedCase? ToCase(int line)
    {
        _policy = PolicyOf(cells["kernel_policy"]);
        ReadColumns();
        var expected = ImmutableArray.CreateBuilder<RecordedField>();
        expected.Add(Expect(RecordedFact.Forced, "swiotlb_force", YesNo("swiotlb_force")));
        var extras = cells["extra_facts"].Split(';', StringSplitOptions.RemoveEmptyEntries);
        foreach (var extra in extras)
        {
            ReadExtra(extra, expected);
        }

        expected.Add(Expect(
            RecordedFact.Path,
            "chosen_path",
            Word("chosen_path", "bypass", "iommu", "direct", "fail")));
        expected.Add(Expect(RecordedFact.Bounced, "swiotlb_bounced", YesNo("swiotlb_bounced")));
        expected.Add(Expect(RecordedFact.Verdict, "outcome", Outcome()));
        CheckBasis();
        return new RecordedCase(
            cells["id"], line, _policy, _situation, Action(), expected.ToImmutable());
    }

    private static RecordedField Expect(RecordedFact fact, string column, string value) =>
        new(fact, column, value);

    private void ReadColumns()
    {
        Give("is_secure_guest", YesNo("is_secure_guest"));
        ReadMasks();
        var offered = YesNo("ddw_available") == "yes" ? "available" : "unavailable";
        Give("ddw", YesNo("disable_ddw") == "yes" ? "disabled" : offered);
        Give("swiotlb", YesNo("swiotlb_force") == "yes" ? "force" : "default");
        Give("weak_ordering", YesNo("attrs_weak_ordering"));
        if (YesNo("iommu_table_present") == "no")
        {
            Give("low_window_size", "0 B");
        }
    }

    private void ReadMasks()
    {
        Give("dma_mask", $"{cells["dma_mask_bits"]} bits");
        Give("coherent_mask", $"{cells["coherent_mask_bits"]} bits");
    }

    private void ReadExtra(string extra, ImmutableArray<RecordedField>.Builder expected)
    {
        var parts = extra.Split('=', 2);
        var value = parts.Length == 2 ? parts[1] : "";
        switch (parts[0])
        {
            case "pool":
                expected.Add(Expect(RecordedFact.Pool, "pool", value));
                break;
            case "kernel":
                _policy = PolicyOf("v" + string.Join('.', value.Split('.').Take(2)));
                break;
            case "earlier_64bit_call":
                GiveIf(extra, value, ("earlier_mask", "64 bits"));
                break;
            case "default_window_removed":
                // It went when an earlier driver's 64-bit call opened the huge window.
                GiveIf(extra, value, ("one_window", "yes"), ("earlier_mask", "64 bits"));
                break;
            default:
                ReadPlainExtra(parts[0], value);
                break;
        }
    }

    private void ReadPlainExtra(string key, string value)
    {
        (string Fact, string Text)? given = (key, value) switch
        {
            ("last_mask_call", _) => (key, value),
            ("device_translated", _) => ("translated", value),
            ("map_size", _) => (key, $"{value} B"),
            ("table_base", _) => ("low_window_base", value),
            ("iommu_fixed_is_weak", _) => ("fixed_is_weak", value),
            ("tce_space", "exhausted") => ("table_full", "yes"),
            ("probe", "shared_leaked") => (key, "leaked_page"),
            ("probe", "io_tlb_other_device") => (key, "other_bounce"),
            ("probe", "private_read" or "private_write") => (key, value),
            ("limited_addr_mode", _) => ("limited_addressing", value),
            ("ddw_kind", "dynamic") => ("ddw", "too_small"),
            ("ddw_kind", "direct") => ("ddw", "available"),
            ("pmem_limit", _) => ("pmem", value),
            ("buffer", _) => (key, value),
            ("gfp", "atomic") => ("atomic", "yes"),
            ("required_mask_query", "after_set_mask") => (key, "yes"),
            ("coherent_source", "io_tlb") => ("coherent_from_pool", "yes"),
            ("coherent_source", "page_allocator") => ("coherent_from_pool", "no"),
            ("swiotlb_mb", _) => ("pool_size", $"{value} MiB"),
            _ => null,
        };
        if (given is { } found)
        {
            Give(found.Fact, found.Text);
        }
        else
        {
            Complain($"extra_facts: `{key}={value}` is not understood");
        }
    }

    private void GiveIf(string extra, string value, params (string Fact, string Text)[] given)
    {
        if (value is not ("yes" or "no"))
        {
            Complain($"extra_facts: `{extra}` is not understood");
        }

        foreach (var (fact, text) in value == "yes" ? given : [])
        {
            Give(fact, text);
        }
    }

    private void Give(string fact, string text)
    {
        var change = SituationText.Add(
            _situation, $"{fact}={text}", shelf.FactsOf(_policy), computedToo: false);
        _situation = change.Situation;
        if (change.Problem is { } problem)
        {
            Complain(problem);
        }
    }

    private string PolicyOf(string word)
    {
        var name = ShippedPolicies.Index.Aliases.GetValueOrDefault(
            word, $"{DmaSchema.Instance.Platforms[0]}-{word}");
        if (!ShippedPolicies.Names.Contains(name))
        {
            Complain($"kernel_policy: no shipped policy stands for `{word}`");
        }

        return name;
    }

    private DriverAction Action() =>
        Word("operation", "set_mask", "map_single", "map_page", "map_sg", "sync_single", "sync_sg",
            "alloc_coherent", "map_resource") switch
        {
            "set_mask" => DriverAction.SetMasks,
            "sync_single" or "sync_sg" => DriverAction.Sync,
            "alloc_coherent" => DriverAction.Alloc,
            "map_resource" => DriverAction.Resource,
            _ => DriverAction.Map,
        };

    private string Outcome()
    {
        var words = cells["outcome"];
        if (!OutcomeWords.Known.Contains(words))
        {
            Complain($"outcome: `{words}` is not in the vocabulary");
        }

        return words;
    }

    private void CheckBasis()
    {
        if (!cells["source"].StartsWith($"{cells["basis"]}:", StringComparison.Ordinal))
        {
            Complain($"basis: `{cells["basis"]}` is not what `source` begins with");
        }
    }

    private string YesNo(string column) => Word(column, "yes", "no");

    private string Word(string column, params string[] known)
    {
        if (!known.Contains(cells[column]))
        {
            Complain($"{column}: `{cells[column]}` is none of {string.Join(", ", known)}");
        }

        return cells[column];
    }

    private void Complain(string problem) => Problem ??= problem;
}
