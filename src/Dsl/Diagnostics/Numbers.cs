using System.Globalization;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>How numbers look in messages: 10,000.</summary>
internal static class Numbers
{
    public static NumberFormatInfo Grouped { get; } = NumberFormatInfo.InvariantInfo;

    public static string Show(long value) => value.ToString("N0", Grouped);
}
