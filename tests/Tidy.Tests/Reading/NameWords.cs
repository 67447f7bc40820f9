using System.Text.RegularExpressions;

namespace DmaRules.Tidy.Tests.Reading;

/// <summary>Takes names apart: <c>SlotSearch2</c> is slot, search.</summary>
internal static partial class NameWords
{
    public static string[] Of(string name) =>
        [.. Word().Matches(name).Select(m => m.Value.ToLowerInvariant())];

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();
}
