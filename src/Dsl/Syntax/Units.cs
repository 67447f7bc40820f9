using System.Collections.Frozen;

namespace DmaRules.Dsl.Syntax;

/// <summary>A unit behind a number; <paramref name="Factor"/> is in bytes, or 1 for
/// <c>bits</c>.</summary>
internal sealed record Unit(string Name, ulong Factor)
{
    public bool IsBits => Name == "bits";
}

/// <summary>The units that the language has.</summary>
internal static class Units
{
    public static Unit Bits { get; } = new("bits", 1);

    /// <summary>From the smallest to the largest.</summary>
    public static IReadOnlyList<Unit> Sizes { get; } =
    [
        new("B", 1),
        new("KiB", 1024),
        new("MiB", 1024 * 1024),
        new("GiB", 1024 * 1024 * 1024),
        new("TiB", 1024UL * 1024 * 1024 * 1024),
    ];

    private static readonly FrozenDictionary<string, Unit> ByName =
        Sizes.Append(Bits).ToFrozenDictionary(u => u.Name);

    public static Unit? Find(string name) => ByName.GetValueOrDefault(name);
}
