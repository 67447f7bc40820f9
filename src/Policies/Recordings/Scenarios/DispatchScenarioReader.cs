using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Recordings.Scenarios;

/// <summary>Reads <c>dispatch-scenarios.csv</c> (columns and conventions: facts/kernel-dispatch.md
/// 9). A cell with a word that is not in the vocabulary makes its row unreadable; nothing is
/// guessed.</summary>
public sealed class DispatchScenarioReader(PolicyShelf shelf)
{
    /// <summary>The header by which the kind of file is known.</summary>
    public const string Header =
        "id,kernel_policy,is_secure_guest,dma_mask_bits,coherent_mask_bits,ddw_available,"
        + "disable_ddw,swiotlb_force,iommu_table_present,attrs_weak_ordering,operation,"
        + "chosen_path,swiotlb_bounced,outcome,source,basis,extra_facts";

    /// <summary>The columns by name.</summary>
    public static ImmutableArray<string> Columns { get; } = [.. Header.Split(',')];

    /// <summary>The rows behind the header.</summary>
    public IEnumerable<RecordedLine> Read(IEnumerable<string> lines)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var number = 1;
        foreach (var line in lines)
        {
            number++;
            if (line.Trim().Length > 0)
            {
                yield return ReadRow(line, number, seen);
            }
        }
    }

    private RecordedLine ReadRow(string line, int number, HashSet<string> seen)
    {
        var cells = CsvLine.Split(line);
        var id = cells is { Length: > 0 }
            ? cells.Value[0]
            : string.Create(CultureInfo.InvariantCulture, $"line {number}");
        if (cells is null || cells.Value.Length != Columns.Length)
        {
            var problem = $"{cells?.Length ?? 0} cells where the header has {Columns.Length}";
            return new RecordedLine(id, number, null, problem);
        }

        var row = new ScenarioRow(
            shelf, Columns.Zip(cells.Value).ToDictionary(c => c.First, c => c.Second));
        var recorded = row.ToCase(number);
        var trouble = row.Problem
            ?? (seen.Add(id) ? null : $"the id {id} stands in an earlier row too");
        return new RecordedLine(id, number, trouble is null ? recorded : null, trouble);
    }
}
