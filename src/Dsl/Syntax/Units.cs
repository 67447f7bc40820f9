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

    public static IEnumerable<string> Names => Sizes.Select(u => u.Name).Prepend(Bits.Name);

    /// <summary>The unit that other people call so: <c>GB</c>, <c>kib</c>, <c>bit</c>; null if it
    /// is like none.</summary>
    public static string? Meant(string name) => name.ToLowerInvariant() switch
    {
        "bit" or "bits" => Bits.Name,
        "b" or "byte" or "bytes" => "B",
        "k" or "kb" or "kib" or "ki" => "KiB",
        "m" or "mb" or "mib" or "mi" => "MiB",
        "g" or "gb" or "gib" or "gi" => "GiB",
        "t" or "tb" or "tib" or "ti" => "TiB",
        _ => null,
    };

    /// <summary>Why <c>GB</c> is not taken for <c>GiB</c>; empty for what is only a
    /// slip.</summary>
    public static string Remark(string name) =>
        name.Length == 2 && char.ToLowerInvariant(name[1]) == 'b'
            ? ": sizes count in steps of 1024"
            : "";
}
