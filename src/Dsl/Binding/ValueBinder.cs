using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Turns values and cells into raw numbers of a fact's type, or says why they are not of
/// it. </summary>
internal sealed class ValueBinder(Scope scope)
{
    private static readonly ValueType Flag = new ValueType.Bool();
    private static readonly ValueType Bits = new ValueType.Bits();
    private static readonly ValueType Size = new ValueType.Size();
    private static readonly ValueType Addr = new ValueType.Addr();
    private static readonly ValueType Count = new ValueType.Count();

    /// <summary>The type that a value has by itself; hex may also be a count.</summary>
    public static ValueType TypeOf(ValueSyntax value) => value switch
    {
        ValueSyntax.Flag => Flag,
        ValueSyntax.Number { Unit: "bits" } => Bits,
        ValueSyntax.Number { Unit: not null } => Size,
        ValueSyntax.Number { IsHex: true } => Addr,
        _ => Count,
    };

    public static bool Fits(ValueType type, ValueSyntax value) => type switch
    {
        ValueType.Addr => TypeOf(value) is ValueType.Addr or ValueType.Size,
        ValueType.Count => value is ValueSyntax.Number { Unit: null },
        ValueType.Enumeration => false,
        _ => TypeOf(value).Name == type.Name,
    };

    /// <summary>The raw value, or null after a complaint. It may lie outside of the type's
    /// range.</summary>
    public ulong? Raw(FactSymbol fact, ValueSyntax value, Reader reader)
    {
        if (!Fits(fact.Type, value))
        {
            ReportMismatch(fact, value, reader);
            return null;
        }

        return Scaled(value);
    }

    /// <summary>The value in its base unit, or null after a complaint that 64 bits do not hold
    /// it.</summary>
    public ulong? Scaled(ValueSyntax value)
    {
        if (value is not ValueSyntax.Number number)
        {
            return value is ValueSyntax.Flag { Value: true } ? ValueType.Yes : 0;
        }

        var unit = number.Unit is null ? null : Units.Find(number.Unit);
        if (ValueText.TryScale(number.Value, unit, out var raw))
        {
            return raw;
        }

        scope.Diagnostics.Add(
            DiagnosticCatalog.NumberTooLarge,
            value.Place,
            $"the greatest size is {ulong.MaxValue} B, less than 16777216 TiB",
            value.Place.Text);
        return null;
    }

    /// <summary>The values of some cells, or null after a complaint.</summary>
    public ImmutableArray<ValueRange>? Ranges(
        FactSymbol fact, ImmutableArray<CellSyntax> cells, Reader reader)
    {
        var ranges = cells.Select(c => Range(fact, c, reader)).ToList();
        return ranges.Exists(r => r is null) ? null : [.. ranges.Select(r => r ?? default)];
    }

    private ValueRange? Range(FactSymbol fact, CellSyntax cell, Reader reader) => cell switch
    {
        CellSyntax.Range range => Range(fact, range, reader),
        CellSyntax.Words words => Member(fact, words.Content),
        _ => Refuse(fact, cell),
    };

    private ValueRange? Range(FactSymbol fact, CellSyntax.Range range, Reader reader)
    {
        // `24..63 bits`: the unit stands for both ends.
        var min = range.Min is ValueSyntax.Number { Unit: null, IsHex: false } bare
            && range.Max is ValueSyntax.Number { Unit: not null } last
                ? bare with { Unit = last.Unit }
                : range.Min;
        var from = Raw(fact, min, reader);
        var to = range.Max is null || from is null ? from : Raw(fact, range.Max, reader);
        if (from is not { } first || to is not { } end)
        {
            return null;
        }

        if (range.Max is not null && fact.Type is ValueType.Bool)
        {
            scope.Diagnostics.Add(
                DiagnosticCatalog.RangeHasNoOrder, range.Place, Likely.Hint(fact), fact.Name);
            return null;
        }

        if (first > end)
        {
            scope.Diagnostics.Add(
                DiagnosticCatalog.EmptyRange,
                range.Place,
                "write the smaller value first",
                range.Place.Text);
            return null;
        }

        return first < fact.Type.Min || end > fact.Type.Max
            ? Outside(fact, range)
            : new ValueRange(first, end);
    }

    private ValueRange? Outside(FactSymbol fact, CellSyntax.Range range)
    {
        scope.Diagnostics.Add(
            DiagnosticCatalog.OutOfRange,
            range.Place,
            Likely.Range(fact),
            fact.Name,
            range.Place.Text,
            ValueText.Describe(fact.Type));
        return null;
    }

    private ValueRange? Member(FactSymbol fact, WordsSyntax words)
    {
        if (fact.Type is not ValueType.Enumeration type
            || words is not { Words: [var word], Message: null })
        {
            return Refuse(fact, words.Place);
        }

        var member = MemberOf(fact, type, word);
        return member is { } value ? new ValueRange(value, value) : null;
    }

    /// <summary>The position of a member, or null after a complaint.</summary>
    public ulong? MemberOf(FactSymbol fact, ValueType.Enumeration type, NameSyntax name)
    {
        var position = type.Members.IndexOf(name.Text);
        if (position >= 0)
        {
            return (ulong)position;
        }

        scope.Diagnostics.Add(
            DiagnosticCatalog.UnknownMember,
            name.Place,
            Suggestion.Help(name.Text, type.Members),
            fact.Name,
            name.Text);
        return null;
    }

    private ValueRange? Refuse(FactSymbol fact, CellSyntax cell) => Refuse(fact, cell.Place);

    private ValueRange? Refuse(FactSymbol fact, SourcePlace place)
    {
        scope.Diagnostics.Add(
            DiagnosticCatalog.CellDoesNotFit, place, Likely.Hint(fact), place.Text, fact.Name);
        return null;
    }

    private void ReportMismatch(FactSymbol fact, ValueSyntax value, Reader reader)
    {
        var bare =
            value is ValueSyntax.Number { Unit: null, IsHex: false } && fact.Type is ValueType.Bits;
        var meant = Likely.Fact(
            fact, scope.Facts.Where(f => reader.MayRead(f) && Fits(f.Type, value)));
        var help = bare ? $"{Likely.Hint(fact)}: write `{value.Place.Text} bits`"
            : meant is null ? Likely.Hint(fact)
            : $"{Likely.Hint(fact)}; did you mean `{meant.Name}`?{Likely.Width(fact, value)}";
        scope.Diagnostics.Add(
            DiagnosticCatalog.TypeMismatch,
            value.Place,
            help,
            fact.Name,
            ValueText.KindOf(fact.Type),
            value.Place.Text,
            ValueText.KindOf(TypeOf(value)));
    }
}
