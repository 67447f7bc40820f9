using System.Buffers;
using System.Globalization;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Dsl.Syntax;

// Numbers, and units that were written to them without a blank.
internal sealed partial class LexemeScanner
{
    private static readonly SearchValues<char> HexDigits =
        SearchValues.Create("0123456789abcdefABCDEF");

    private void ScanNumber()
    {
        var end = _at;
        while (end < _text.Length && IsWordPart(_text[end]))
        {
            end++;
        }

        var word = _text[_at..end];
        var digits = Digits(word);
        var isHex = IsHex(digits);
        if (isHex ? !IsHexNumber(digits) : digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            ScanMalformed(word, digits, end);
            return;
        }

        if (!TryParse(digits, out _))
        {
            Complain(
                DiagnosticCatalog.NumberTooLarge,
                end,
                "the greatest number is 18446744073709551615",
                word);
            Add(LexemeKind.Broken, end, word);
            return;
        }

        Add(LexemeKind.Number, end, isHex ? $"0x{word[2..]}" : word);
    }

    /// <summary>The value of a number that was scanned.</summary>
    public static ulong ValueOf(string number) =>
        TryParse(Digits(number), out var value) ? value : 0;

    // `64bits` is clear enough to go on as if the blank were there.
    private void ScanMalformed(string word, string digits, int end)
    {
        var number = new string([.. digits.TakeWhile(char.IsAsciiDigit)]);
        var tail = digits[number.Length..];
        var unit = Units.Meant(tail);
        if (unit is null || !TryParse(number, out _))
        {
            var help = IsHex(digits)
                ? "a hex number has only the digits 0-9 and a-f behind `0x`"
                : $"a unit is {Suggestion.List(Units.Names.Select(n => $"`{n}`"))}";
            Complain(DiagnosticCatalog.NotANumber, end, help, word);
            Add(LexemeKind.Broken, end, word);
            return;
        }

        Complain(
            DiagnosticCatalog.NotANumber,
            end,
            unit == tail
                ? $"put a blank before the unit: `{number} {unit}`"
                : $"write `{number} {unit}`{Units.Remark(tail)}",
            word);
        var split = end - tail.Length;
        Add(LexemeKind.Number, split, number);
        Add(LexemeKind.Word, end, unit);
    }

    private static bool TryParse(string digits, out ulong value) => IsHex(digits)
        ? ulong.TryParse(
            digits.AsSpan(2),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out value)
        : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static string Digits(string word) => word.Replace("_", "", StringComparison.Ordinal);

    private static bool IsHex(string digits) =>
        digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static bool IsHexNumber(string digits) =>
        digits.Length > 2 && digits.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0;
}
