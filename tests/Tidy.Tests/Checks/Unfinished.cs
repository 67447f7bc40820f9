using System.Text.RegularExpressions;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.Checks;

/// <summary>What is left to do stands in an issue; what is switched off says why.</summary>
internal static partial class Unfinished
{
    public static IEnumerable<Complaint> LeftOpen(SourceFile file) =>
        from line in Enumerable.Range(1, file.Lines.Length)
        let match = Marks().Match(file.Lines[line - 1])
        where match.Success
        select file.At(line, $"`{match.Value}` in the code; finish it or write an issue");

    public static IEnumerable<Complaint> PragmasWithoutReason(SourceFile file) =>
        from line in Enumerable.Range(1, file.Lines.Length)
        where BarePragma().IsMatch(file.Lines[line - 1])
        select file.At(line, "a #pragma needs its reason behind // on the same line");

    // Taken apart, so that this file does not complain about itself.
    [GeneratedRegex(@"\b(TO" + "DO|FIX" + "ME|HA" + "CK|NotImplemented" + @"Exception)\b")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^\s*#pragma\s+warning\s+disable\b(?!.*//\s*\w+\s+\w+)")]
    private static partial Regex BarePragma();
}
