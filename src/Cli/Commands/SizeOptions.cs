using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DmaRules.Analysis.Proof;

namespace DmaRules.Cli.Commands;

/// <summary>How large the space is that a proof goes over.</summary>
internal sealed class SizeOptions
{
    private const int MostRare = 9;
    private const int MostEvents = 4;

    // A run takes four bytes.
    private const long MostRuns = 1_000_000_000;

    private readonly Option<int> _rare = Number(
        "--rare",
        SpaceSize.Usual.MostRare,
        MostRare,
        "how many of the rarer things about a machine come together at most (2)");

    private readonly Option<int> _events = Number(
        "--events",
        SpaceSize.Usual.MostEvents,
        MostEvents,
        "how many calls come before the operation at most (3)");

    private readonly Option<long> _runs = Number(
        "--runs",
        SpaceSize.Usual.MostRuns,
        MostRuns,
        "at how many runs to stop, with claims left unknown (40000000)");

    /// <summary>The same as <c>--rare</c> of a proof, for a command that usually has none of
    /// them.</summary>
    public static Option<int> RareOnTop() => Number(
        "--rare", 0, MostRare, "how many of the rarer things about a machine come together (0)");

    /// <summary>All of them, for a command's help.</summary>
    public IEnumerable<Option> All => [_rare, _events, _runs];

    public SpaceSize Of(ParseResult parsed) =>
        new(parsed.GetValue(_rare), parsed.GetValue(_events), parsed.GetValue(_runs));

    private static Option<T> Number<T>(string name, T usual, T most, string description)
        where T : struct, IComparable<T>, ISpanParsable<T>
    {
        var option = new Option<T>(name)
        {
            Description = description,
            HelpName = $"0..{most}",
            DefaultValueFactory = _ => usual,
            CustomParser = result => Parse(result, most),
        };
        return option;
    }

    private static T Parse<T>(ArgumentResult result, T most)
        where T : struct, IComparable<T>, ISpanParsable<T>
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (T.TryParse(text, CultureInfo.InvariantCulture, out var value)
            && value.CompareTo(default) >= 0 && value.CompareTo(most) <= 0)
        {
            return value;
        }

        result.AddError($"`{text}` is not a number within 0 .. {most}");
        return default;
    }
}
