namespace DmaRules.Runtime.Units;

/// <summary>A number of TCEs: table entries, not bytes.</summary>
public readonly record struct TceCount(ulong Value)
{
    /// <summary>How much so many entries map.</summary>
    public static ByteCount operator *(TceCount count, PageSize page) =>
        new(count.Value * page.Bytes.Value);

    /// <summary>The sum.</summary>
    public static TceCount operator +(TceCount left, TceCount right) =>
        new(left.Value + right.Value);
}
