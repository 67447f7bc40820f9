using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Collects what the stages have to say. One mistake is one diagnostic: what was already
/// said of a place is not said again, nor what only follows from a mistake that was told. Of one
/// file no more than <see cref="Limits.Diagnostics"/> are kept; the rest is counted.</summary>
internal sealed class DiagnosticList
{
    private const int MostUses = 3;
    private const string AlsoHere = "and here";

    private readonly List<Diagnostic> _all = [];
    private readonly HashSet<Saying> _said = [];
    private readonly Dictionary<string, Counter> _counts = [];
    private Counter _last = new(null);
    private readonly Dictionary<UnknownWord, int> _unknown = [];

    public int Count => _all.Count;

    /// <summary>What could not be read, and so may have been anything.</summary>
    public Doubt Doubt { get; } = new();

    /// <summary>Whether nothing more of that file will be shown: no need to find good
    /// words.</summary>
    public bool IsFull(SourceText source) => CounterOf(source).Count >= Limits.Diagnostics;

    public void Add(Diagnostic diagnostic)
    {
        if (Doubt.Silences(diagnostic))
        {
            return;
        }

        if (IsFull(diagnostic.Place.Source))
        {
            CountMore(diagnostic.Place.Source);
        }
        else if (_said.Add(new Saying(diagnostic.Descriptor.Code, diagnostic.Place)))
        {
            CountMore(diagnostic.Place.Source);
            _all.Add(diagnostic);
        }
    }

    public void Add(
        DiagnosticDescriptor descriptor,
        SourcePlace place,
        string? help,
        params string[] arguments)
    {
        if (IsFull(place.Source))
        {
            CountMore(place.Source);
            return;
        }

        Add(new Diagnostic(descriptor, place, [.. arguments], help));
    }

    /// <summary>Complains that a word names nothing, with the nearest of those that would have
    /// been right. Whoever uses the same word again made no second mistake: the place is only
    /// named.</summary>
    public void AddUnknown(
        DiagnosticDescriptor descriptor,
        NamedPlace word,
        Func<IReadOnlyCollection<string>> candidates,
        Func<string, RelatedPlace?>? declared,
        params string[] others)
    {
        if (IsFull(word.Place.Source))
        {
            CountMore(word.Place.Source);
            return;
        }

        var key = new UnknownWord(
            $"{descriptor.Code} {string.Join(' ', others)}", word.Name, PathOf(word.Place));
        if (_unknown.TryGetValue(key, out var first))
        {
            Relate(first, word.Place);
            return;
        }

        var words = candidates();
        var nearest = Suggestion.Nearest(word.Name, words);
        var related = declared?.Invoke(nearest ?? "");
        var before = _all.Count;
        Add(new Diagnostic(
            descriptor,
            word.Place,
            [word.Name, .. others],
            Suggestion.Help(word.Name, words),
            related is null ? [] : [related]));
        if (_all.Count > before)
        {
            _unknown[key] = before;
        }
    }

    /// <summary>All of them; behind the last one of a file the number of those that were left
    /// out.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() => ShownDiagnostics.WithCounts(
        _all, path => _counts[path].Count - Limits.Diagnostics);

    private static string PathOf(SourcePlace place) => place.Source.Path;

    private void CountMore(SourceText source) => CounterOf(source).Count++;

    // Nearly always it is the file of the call before.
    private Counter CounterOf(SourceText source)
    {
        if (_last.Source != source)
        {
            _counts.TryAdd(source.Path, new Counter(source));
            _last = _counts[source.Path];
        }

        return _last;
    }

    private void Relate(int index, SourcePlace place)
    {
        var diagnostic = _all[index];
        var related = diagnostic.Related.IsDefault ? [] : diagnostic.Related;
        var uses = related.Count(r => r.Words == AlsoHere);
        var isNew = diagnostic.Place != place && related.All(r => r.Place != place);
        if (uses < MostUses && isNew)
        {
            _all[index] = diagnostic with
            {
                Related = related.Add(new RelatedPlace(place, AlsoHere)),
            };
        }
    }

    private sealed record Saying(string Code, SourcePlace Place);

    private sealed record UnknownWord(string Kind, string Word, string Path);

    private sealed class Counter(SourceText? source)
    {
        public SourceText? Source => source;

        public int Count { get; set; }
    }
}
