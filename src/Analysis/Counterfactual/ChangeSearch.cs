using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;

namespace DmaRules.Analysis.Counterfactual;

/// <summary>Finds all minimal changes of facts after which something is so: by trying every change
/// of one fact, then of two, and so on, but none that has a part that was found before. What it
/// finds is therefore minimal, and nothing of that size is missing.</summary>
/// <param name="choices">What can be changed.</param>
/// <param name="isSo">Whether it is so after a change of some facts to some values.</param>
internal sealed class ChangeSearch(
    IReadOnlyList<FactChoice> choices, Func<IReadOnlyList<(FactSymbol, ulong)>, bool> isSo)
{
    private const int ValueBits = 15;
    private const int KeyBits = 21;
    private const int MostKeyed = 3;

    private readonly List<Pick[]> _found = [];
    private readonly HashSet<ulong> _keys = [];
    private readonly List<Pick> _picked = [];
    private long _tried;

    /// <summary>Tries changes of up to so many facts, as long as fewer than so many are tried in
    /// all; a size that would need more is not begun.</summary>
    public CounterfactualReport Run(int mostFacts, long mostTried)
    {
        var depth = 0;
        while (depth < Math.Min(Math.Min(mostFacts, MostKeyed), choices.Count)
            && _tried + CountOf(depth + 1) <= mostTried)
        {
            depth++;
            Extend(0, depth);
        }

        return new CounterfactualReport(false, [.. Merged()], choices.Count, depth, _tried);
    }

    private void Extend(int from, int left)
    {
        if (left == 0)
        {
            Try();
            return;
        }

        for (var fact = from; fact <= choices.Count - left; fact++)
        {
            for (var value = 0; value < choices[fact].Values.Length; value++)
            {
                _picked.Add(new Pick(fact, value));
                Extend(fact + 1, left - 1);
                _picked.RemoveAt(_picked.Count - 1);
            }
        }
    }

    private void Try()
    {
        if (HasPartFound())
        {
            return;
        }

        _tried++;
        if (isSo([.. _picked.Select(p => (choices[p.Fact].Fact, RangeOf(p).Min))]))
        {
            _found.Add([.. _picked]);
            _keys.Add(KeyOf((1 << _picked.Count) - 1));
        }
    }

    private bool HasPartFound()
    {
        for (var part = 1; part < 1 << _picked.Count; part++)
        {
            if (_keys.Contains(KeyOf(part)))
            {
                return true;
            }
        }

        return false;
    }

    // Some of what is picked, a bit each, as one number: at most three facts, at most 64 of them
    // with at most 2^15 values.
    private ulong KeyOf(int part)
    {
        var key = 0UL;
        for (var i = 0; i < _picked.Count; i++)
        {
            if ((part >> i & 1) != 0)
            {
                var pick = _picked[i];
                key = (key << KeyBits) | (uint)((pick.Fact << ValueBits) + pick.Value + 1);
            }
        }

        return key;
    }

    // The sum over all sets of so many facts of the product of their values.
    private long CountOf(int size)
    {
        if (choices.Any(c => c.Values.Length >= 1 << ValueBits))
        {
            return long.MaxValue / 2;
        }

        var counts = new long[size + 1];
        counts[0] = 1;
        foreach (var choice in choices)
        {
            for (var i = size; i > 0; i--)
            {
                counts[i] = Math.Min(
                    int.MaxValue, counts[i] + (counts[i - 1] * choice.Values.Length));
            }
        }

        return counts[size];
    }

    // Changes of the same facts that differ in one value only are told together.
    private IEnumerable<Region> Merged() =>
        from sameFacts in _found.GroupBy(f => string.Join(' ', f.Select(p => p.Fact)))
        from change in MergedAlong(sameFacts)
        select new Region(
            [.. change.Select(c => new FactRange(c.Fact, c.Ranges))],
            [],
            [.. change.Select(c => (c.Fact, c.Ranges[0].Min))]);

    private List<ImmutableArray<Part>> MergedAlong(IEnumerable<Pick[]> changes)
    {
        List<ImmutableArray<Part>> all =
        [
            .. changes.Select(c => c
                .Select(p => new Part(choices[p.Fact].Fact, [RangeOf(p)]))
                .ToImmutableArray()),
        ];
        for (var i = 0; i < all[0].Length; i++)
        {
            var at = i;
            all =
            [
                .. all.GroupBy(c => string.Join(' ', c.Where((_, n) => n != at)))
                    .Select(g => g.First().SetItem(at, new Part(
                        g.First()[at].Fact,
                        Join(g.First()[at].Fact, [.. g.SelectMany(c => c[at].Ranges)])))),
            ];
        }

        return all;
    }

    // Words have no order, so a run of them means nothing.
    private static ImmutableArray<ValueRange> Join(FactSymbol fact, List<ValueRange> ranges)
    {
        var joined = new List<ValueRange>();
        foreach (var range in ranges.OrderBy(r => r.Min))
        {
            if (joined.Count > 0 && fact.Type is not Dsl.Binding.ValueType.Enumeration
                && joined[^1].Max + 1 == range.Min)
            {
                joined[^1] = joined[^1] with { Max = range.Max };
            }
            else
            {
                joined.Add(range);
            }
        }

        return [.. joined];
    }

    private ValueRange RangeOf(Pick pick) => choices[pick.Fact].Values[pick.Value];

    private readonly record struct Pick(int Fact, int Value);

    private sealed record Part(FactSymbol Fact, ImmutableArray<ValueRange> Ranges)
    {
        public override string ToString() =>
            $"{Fact.Slot}:{string.Join(',', Ranges.Select(r => $"{r.Min}-{r.Max}"))}";
    }
}
