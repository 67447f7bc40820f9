using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Analysis.Tests;

/// <summary>A peer's decision table in its `cells` form, as a policy over small numbers.</summary>
internal sealed class PeerTable
{
    private readonly JsonNode _table;
    private readonly JsonNode _cells;
    private readonly ImmutableArray<Column> _columns;
    private readonly BoundPolicy _policy;

    public PeerTable(JsonNode table)
    {
        (_table, _cells) = (table, table["cells"]!);
        _columns = [.. _cells["inputs"]!.AsArray().Select(i => Column.Of(i!))];
        _policy = Load([.. Enumerable.Range(1, RuleCount)]);
    }

    public string Id => (string)_table["id"]!;

    /// <summary>What upstream says of gaps, overlaps or masked rules; null where it does not say,
    /// and then why.</summary>
    public (JsonArray? Stated, string Why) Stated(string what) => (
        _cells[what] as JsonArray,
        (string?)_table["expected"]?[what + "Why"] ?? "not stated");

    public IEnumerable<(int Rule, int By)> Masked =>
        (_table["derived"]?["priorityOrder"] is JsonArray
            ? _table["expected"]?["masked"] as JsonArray ?? []
            : [])
            .Select(m => ((int)m!["rule"]!, (int)m["by"]!));

    /// <summary>The points where no rule holds.</summary>
    public HashSet<string> Gaps()
    {
        var regions = Regions(_policy);
        return [.. Points().Where(p => IsIn(regions, regions.Gap, p)).Select(Name)];
    }

    /// <summary>The points where several rules hold, with the rules.</summary>
    public HashSet<string> Overlaps()
    {
        var regions = Regions(_policy);
        return
        [
            .. from point in Points()
               let rules = Enumerable.Range(0, RuleCount)
                   .Where(r => IsIn(regions, regions.Holds(r), point))
                   .ToList()
               where rules.Count > 1
               select $"{string.Join('+', rules.Select(r => r + 1))} at {Name(point)}",
        ];
    }

    /// <summary>The points of stated regions.</summary>
    public HashSet<string> PointsOf(JsonArray stated) =>
        [.. stated.SelectMany(r => PointsIn(r!.AsArray())).Select(Name)];

    /// <summary>The points of stated overlaps, with the rules.</summary>
    public HashSet<string> PointsOfOverlaps(JsonArray stated) =>
    [
        .. from overlap in stated
           let rules = string.Join('+', overlap!["rules"]!.AsArray().Select(r => (int)r!).Order())
           from point in PointsIn(overlap["region"]!.AsArray())
           select $"{rules} at {Name(point)}",
    ];

    /// <summary>The rules that never decide where the table's priorities are the order.</summary>
    public HashSet<int> NeverFirstByPriority()
    {
        int[] order = [.. _table["derived"]!["priorityOrder"]!.AsArray().Select(r => (int)r!)];
        var regions = Regions(Load(order));
        return
        [
            .. order.Where((_, i) => regions.Decides(i) == DiagramTable.False),
        ];
    }

    private int RuleCount => _cells["rules"]!.AsArray().Count;

    private static DecisionRegions Regions(BoundPolicy policy) =>
        DecisionRegions.Of(policy.Decisions[0], policy.Facts);

    private BoundPolicy Load(int[] order)
    {
        var rules = order.Select(n => string.Create(
            CultureInfo.InvariantCulture,
            $"  rule r{n} when {Condition(_cells["rules"]![n - 1]!.AsArray())} => hit"));
        var text = $"policy \"peer\"\ndecide table first {{\n{string.Join('\n', rules)}\n"
            + "  otherwise => none\n}\n";
        var loaded = Policy.Load(new SourceText("peer.rules", text), Schema(), NoFiles.Instance);
        return loaded.Value.ShouldNotBeNull(
            text + string.Join('\n', loaded.Diagnostics.Select(d => d.Message)));
    }

    private string Condition(JsonArray cells) => string.Join(" and ", cells.Select((cell, i) =>
    {
        var ranges = _columns[i].RangesOf(cell!).ToList();
        return ranges.Count == 0
            ? $"(i{i} < 1 and i{i} > 1)"
            : $"i{i} in {{{string.Join(", ", ranges.Select(r => $"{r.Min}..{r.Max}"))}}}";
    }));

    private Schema Schema() => new(
        [
            .. _columns.Select((c, i) => new FactSymbol(
                i, $"i{i}", new ValueType.Count(), FactUse.Path, null, c.Name)),
        ],
        [
            new DecisionSymbol(
                "table", FactUse.Path, [new("none", false, "no"), new("hit", false, "a hit")], ""),
        ],
        [],
        [],
        [new ReleaseSymbol("v1", "peer")],
        "v1");

    private IEnumerable<ulong[]> Points() => PointsIn(_columns.Select(c => c.All()));

    private IEnumerable<ulong[]> PointsIn(JsonArray region) =>
        PointsIn(region.Select((cell, i) => _columns[i].RangesOf(cell!)));

    private static IEnumerable<ulong[]> PointsIn(
        IEnumerable<IEnumerable<(ulong Min, ulong Max)>> columns)
    {
        IEnumerable<ulong[]> points = [[]];
        foreach (var column in columns.Select(c => c.ToList()))
        {
            points = points.SelectMany(p => column.SelectMany(r =>
                Enumerable.Range((int)r.Min, (int)(r.Max - r.Min) + 1)
                    .Select(v => (ulong[])[.. p, (ulong)v])));
        }

        return points;
    }

    private static bool IsIn(DecisionRegions regions, int diagram, ulong[] point)
    {
        var table = regions.Table;
        while (!DiagramTable.IsLeaf(diagram))
        {
            var axis = table.Space.Axes[table.AxisOf(diagram)];
            var value = point[axis.Facts[0].Slot];
            var cell = axis.Cells.Index().First(c =>
                axis.Intervals[c.Item.Intervals[0]] is var interval
                && value >= interval.Min && value <= interval.Max).Index;
            diagram = table.Branches(diagram)[cell];
        }

        return diagram == DiagramTable.True;
    }

    private static string Name(ulong[] point) => string.Join(',', point);

    /// <summary>An input: indexes of boundaries and of the stretches between them, or
    /// values.</summary>
    private sealed record Column(string Name, ulong Low, ulong High, ImmutableArray<string> Values)
    {
        public static Column Of(JsonNode input)
        {
            var name = (string)input["name"]!;
            if ((string)input["kind"]! == "index")
            {
                return new Column(name, (ulong)(int)input["lo"]!, (ulong)(int)input["hi"]!, []);
            }

            ImmutableArray<string> values =
                [.. input["values"]!.AsArray().Select(v => v!.ToJsonString())];
            return new Column(name, 0, (ulong)values.Length - 1, values);
        }

        public IEnumerable<(ulong Min, ulong Max)> All() => [(Low, High)];

        public IEnumerable<(ulong Min, ulong Max)> RangesOf(JsonNode cell) =>
            cell["ranges"] is JsonArray ranges
                ? ranges.Select(r => ((ulong)(int)r![0]!, (ulong)(int)r[1]!))
                : cell["values"]!.AsArray()
                    .Select(v => (ulong)Values.IndexOf(v!.ToJsonString()))
                    .Select(v => (v, v));
    }

    private sealed class NoFiles : ISourceResolver
    {
        public static NoFiles Instance { get; } = new();

        public SourceText? Find(string name, SourceText from) => null;
    }
}
