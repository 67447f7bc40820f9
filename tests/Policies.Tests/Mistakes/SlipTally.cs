using System.Collections.Immutable;
using System.Text;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Tests.Mistakes;

/// <summary>Counts what slips gave, and keeps an example of each kind that gave more than one
/// message, or one at another place.</summary>
internal sealed class SlipTally(string name)
{
    private const int MostKinds = 12;

    private readonly Dictionary<string, (int Count, string Example)> _odd = [];
    private int _told;
    private int _byOne;
    private int _near;

    public double ShareOfOne => 100.0 * _byOne / _told;

    public double ShareOfNear => 100.0 * _near / _byOne;

    public void Add(SourceText text, TokenMutation slip, ImmutableArray<Diagnostic> found)
    {
        var isOne = found.Length == 1;
        var isNear = isOne && IsNear(text, slip, found[0]);
        _told++;
        _byOne += isOne ? 1 : 0;
        _near += isNear ? 1 : 0;
        if (!isNear)
        {
            var codes = found.Select(d => d.Descriptor.Code).Order(StringComparer.Ordinal);
            Keep($"{slip.Kind}: {string.Join(' ', codes)}", text, slip, found);
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder(
            $"{name}: {_told} slips told, {ShareOfOne:F2} % by one message, "
            + $"{ShareOfNear:F2} % of these where they were made\n");
        foreach (var (kind, (count, example)) in
            _odd.OrderByDescending(o => o.Value.Count).Take(MostKinds))
        {
            text.Append($"\n{count} x {kind}, e.g. {example}");
        }

        return text.ToString();
    }

    // On a line of the slip, or on the one before or behind it: what is missing is missed there.
    private static bool IsNear(SourceText text, TokenMutation slip, Diagnostic found)
    {
        var line = found.Place.Position.Line;
        var first = text.PositionOf(slip.Place.Start).Line;
        var last = text.PositionOf(Math.Min(slip.Place.End, text.Content.Length)).Line;
        return line >= first - 1 && line <= last + 1;
    }

    private void Keep(
        string kind, SourceText text, TokenMutation slip, ImmutableArray<Diagnostic> found)
    {
        var line = text.PositionOf(slip.Place.Start).Line;
        var example = $"{text.Path}({line}): {text.Line(line)}\n{DiagnosticPrinter.Print(found)}";
        var (count, first) = _odd.GetValueOrDefault(kind, (0, example));
        _odd[kind] = (count + 1, first);
    }
}
