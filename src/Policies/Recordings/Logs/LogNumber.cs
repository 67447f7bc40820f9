using System.Globalization;

namespace DmaRules.Policies.Recordings.Logs;

/// <summary>Numbers as the recordings write them: decimal, or hexadecimal behind 0x.</summary>
internal static class LogNumber
{
    public static bool TryRead(ReadOnlySpan<char> text, out ulong number) =>
        text.StartsWith("0x", StringComparison.Ordinal)
            ? ulong.TryParse(
                text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    public static string Hex(ulong number) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{number:x}");
}
