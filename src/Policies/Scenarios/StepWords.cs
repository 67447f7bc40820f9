using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Scenarios;

/// <summary>Reads the words of one step, one after another; the first one that does not fit is the
/// diagnostic. </summary>
internal sealed class StepWords(ImmutableArray<StepWord> words, SourcePlace step)
{
    private int _next;

    public Diagnostic? Diagnostic { get; private set; }

    public bool AtEnd => _next >= words.Length;

    /// <summary>The next name, whatever it is; empty at the end.</summary>
    public string Peek() => AtEnd ? "" : words[_next].Text;

    public bool Skip(string word)
    {
        var isThere = !AtEnd && words[_next].Type is null && words[_next].Text == word;
        _next += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes a verb of one word or two; null after a complaint.</summary>
    public string? Verb(IReadOnlyCollection<string> verbs, string subject = "")
    {
        var one = Peek();
        var isHalf = verbs.Any(v => v.StartsWith($"{one} ", StringComparison.Ordinal));
        var two = string.Join(
            ' ', words.Skip(_next).Take(2).TakeWhile(w => w.Type is null).Select(w => w.Text));
        var verb = new[] { two, one }.FirstOrDefault(verbs.Contains);
        if (verb is null)
        {
            // `add memory` is near to a verb as it is; of `eats memory` only the first word counts.
            var meant = isHalf || Suggestion.Nearest(two, verbs) is not null ? two : one;
            _next += isHalf ? 1 : 0;
            Complain(
                DiagnosticCatalog.UnknownStep, Suggestion.Help(meant, verbs), subject + meant);
            return null;
        }

        _next += verb == one ? 1 : 2;
        return verb;
    }

    public string Name(string verb, string what)
    {
        if (!AtEnd && words[_next].Type is null)
        {
            return words[_next++].Text;
        }

        Complain(DiagnosticCatalog.StepNeeds, null, verb, what);
        return "";
    }

    /// <summary>A name that an earlier step made; <paramref name="kind"/> is what it
    /// names.</summary>
    public string Known(string verb, IReadOnlyCollection<string> names, string kind, string what)
    {
        var name = Peek();
        if (!AtEnd && !names.Contains(name))
        {
            Complain(DiagnosticCatalog.UnknownActor, Suggestion.Help(name, names), name, kind);
        }

        return Name(verb, what);
    }

    public ulong Value<TType>(string verb, string what)
        where TType : ValueType
    {
        if (!AtEnd && words[_next].Type is TType)
        {
            return words[_next++].Value;
        }

        Complain(DiagnosticCatalog.StepNeeds, null, verb, what);
        return 0;
    }

    /// <summary>An address in hex or as a size from 0.</summary>
    public ulong Address(string verb) =>
        !AtEnd && words[_next].Type is ValueType.Size
            ? words[_next++].Value
            : Value<ValueType.Addr>(verb, "an address, in hex or as a size from 0");

    public bool NextIs<TType>()
        where TType : ValueType => !AtEnd && words[_next].Type is TType;

    /// <summary>A complaint about the step as a whole.</summary>
    public void ComplainOfStep(
        DiagnosticDescriptor descriptor, string? help, params string[] arguments) =>
        Diagnostic ??= new Diagnostic(descriptor, step, [.. arguments], help);

    public void Complain(DiagnosticDescriptor descriptor, string? help, params string[] arguments)
    {
        var place = AtEnd ? step : words[_next].Place;
        Diagnostic ??= new Diagnostic(descriptor, place, [.. arguments], help);
    }
}
