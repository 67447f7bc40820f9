using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>Values of C# in a few lines: events as sentences, collections by their first
/// elements.</summary>
internal static class ValueDisplay
{
    private const int LongestText = 400;
    private const int MostElements = 10;
    private const int Depth = 3;

    /// <summary>An exception in one line.</summary>
    public static string Of(Exception thrown) =>
        Cut($"exception: {thrown.GetType()}: {thrown.Message.ReplaceLineEndings(" ")}");

    /// <summary>A value. It may run code of the user's own (an enumerator, a ToString), and
    /// whatever that throws is shown like an exception of the line.</summary>
    public static ImmutableArray<string> Lines(object? value)
    {
        try
        {
            return value is IEnumerable elements and not string
                ? [.. Elements(elements)]
                : [One(value, Depth)];
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            return [Of(thrown)];
        }
    }

    private static IEnumerable<string> Elements(IEnumerable elements)
    {
        var count = 0;
        foreach (var element in elements)
        {
            if (count == MostElements)
            {
                yield return elements is ICollection all
                    ? string.Create(
                        CultureInfo.InvariantCulture, $"... and {all.Count - count} more")
                    : "... and more";
                yield break;
            }

            count++;
            yield return One(element, Depth);
        }

        if (count == 0)
        {
            yield return "(empty)";
        }
    }

    private static string One(object? value, int depth) => Cut(value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool answer => answer ? "true" : "false",
        DmaEvent happened => EventText.Of(happened),
        Situation facts => Inline(facts.Given.Select(g => (object)Given(g.Key, g.Value)), depth),
        ByteCount size => ValueText.Show(new ValueType.Size(), size.Value),
        PhysAddr address => Hex(address.Value),
        BusAddr address => Hex(address.Value),
        IEnumerable elements when depth > 0 => Inline(elements, depth - 1),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    });

    private static string Inline(IEnumerable elements, int depth)
    {
        var shown =
            elements.Cast<object?>().Take(MostElements + 1).Select(e => One(e, depth)).ToList();
        return shown.Count > MostElements
            ? $"[{string.Join(", ", shown.Take(MostElements))}, ...]"
            : $"[{string.Join(", ", shown)}]";
    }

    private static string Cut(string text)
    {
        var line =
            string.Concat(text.ReplaceLineEndings(" ").Select(c => char.IsControl(c) ? '?' : c));
        return line.Length <= LongestText ? line : $"{line[..LongestText]}...";
    }

    private static FormattableString Given(FactSymbol fact, ulong value) =>
        $"{fact.Name} = {ValueText.Show(fact.Type, value)}";

    private static string Hex(ulong value) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");
}
