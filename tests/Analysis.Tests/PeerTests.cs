using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace DmaRules.Analysis.Tests;

/// <summary>What a peer's tests state of decision tables that nobody here wrote
/// (tests/data/peers/README.md). <c>DMARULES_PEER_TABLES</c> names another file of the same kind to
/// put to the same test.</summary>
public sealed class PeerTests(ITestOutputHelper output)
{
    private static readonly string Ours =
        RepositoryRoot.At("tests", "data", "peers", "kie-dta.json");

    private static readonly string File =
        Environment.GetEnvironmentVariable("DMARULES_PEER_TABLES") is { Length: > 0 } named
            ? named
            : Ours;

    private static readonly JsonNode[] All =
    [
        .. JsonNode.Parse(System.IO.File.ReadAllText(File))!["tables"]!.AsArray()
            .OfType<JsonNode>(),
    ];

    private static readonly Dictionary<string, PeerTable> Tables =
        All.Where(HasCells).Select(t => new PeerTable(t)).ToDictionary(t => t.Id);

    public static TheoryData<string> WithGaps => [.. Stating("gaps")];

    public static TheoryData<string> WithOverlaps => [.. Stating("overlaps")];

    [Theory]
    [MemberData(nameof(WithGaps))]
    public void GapsAreWhereTheyAreStated(string id)
    {
        var stated = Tables[id].Stated("gaps").Stated!;

        Tables[id].Gaps().ShouldBe(Tables[id].PointsOf(stated), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(WithOverlaps))]
    public void RulesOverlapWhereItIsStated(string id)
    {
        var stated = Tables[id].Stated("overlaps").Stated!;

        Tables[id].Overlaps().ShouldBe(Tables[id].PointsOfOverlaps(stated), ignoreOrder: true);
    }

    [Fact]
    public void RulesAreMaskedThatAreSaidToBe()
    {
        var masked = Tables.Values.Where(t => t.Masked.Any()).ToList();

        foreach (var table in masked)
        {
            var rules = table.Masked.Select(m => m.Rule).ToHashSet();
            table.NeverFirstByPriority().ShouldBe(rules, ignoreOrder: true, table.Id);
        }
    }

    // The language has whole numbers, so a table comes as cells over such, or not at all.
    [Fact]
    public void TablesThatCannotBeExpressedAreNamed()
    {
        var left = All.Where(t => !HasCells(t)).Select(t => $"{t["id"]}: it has no `cells`");

        output.WriteLine($"left out: {string.Join("; ", left.DefaultIfEmpty("none"))}");
        Tables.ShouldNotBeEmpty();
    }

    [Fact]
    public void WhatIsNotComparedHasAReason()
    {
        string[] reasons =
        [
            .. Tables.Values.SelectMany(t => new[] { t.Stated("gaps"), t.Stated("overlaps") })
                .Where(s => s.Stated is null)
                .Select(s => s.Why),
        ];

        output.WriteLine(string.Join('\n', reasons));
        if (File == Ours)
        {
            reasons.ShouldAllBe(why => why.Contains("upstream", StringComparison.Ordinal));
        }
    }

    private static bool HasCells(JsonNode table) =>
        table["cells"] is JsonObject cells && cells["rules"] is JsonArray { Count: > 0 };

    private static IEnumerable<string> Stating(string what) =>
        Tables.Values.Where(t => t.Stated(what).Stated is not null).Select(t => t.Id);
}
