using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Compilation.Emitting;

/// <summary>The constants that stand for facts and for the members of their enumerations. Graphs of
/// different policies may call one slot by two names, or two slots by one; each pair has a constant
/// of its own.</summary>
internal sealed class FactVocabulary(NameScope classes)
{
    private const string FactClass = "Fact";
    private const string BoolClass = "Bool";

    private readonly NameScope _factScope = new(FactClass);
    private readonly Dictionary<(int Slot, string Name), string> _facts = [];
    private readonly List<EnumerationName> _enumerations = [];
    private bool _usesBool;

    /// <summary>The class names that a scope must keep free for this vocabulary.</summary>
    public static ImmutableArray<string> Classes => [FactClass, BoolClass];

    /// <summary>The names of the facts that a graph asks about, by slot.</summary>
    public IReadOnlyDictionary<int, FactName> NamesFor(DecisionGraph graph)
    {
        var symbols = graph.Facts.DistinctBy(f => f.Slot).ToDictionary(f => f.Slot);
        var asked = new SortedSet<int>();
        foreach (var ask in graph.Nodes.OfType<DecisionNode.Ask>())
        {
            asked.Add(ask.Question.Slot);
            if (ask.Question.Operand.IsFact)
            {
                asked.Add((int)ask.Question.Operand.Value);
            }
        }

        return asked.ToDictionary(
            slot => slot,
            slot => symbols.TryGetValue(slot, out var symbol)
                ? NameOf(symbol)
                : FactName.Unknown(slot));
    }

    /// <summary>Writes the classes that hold the constants.</summary>
    public void WriteTo(CodeWriter code)
    {
        code.Open($"private static class {FactClass}");
        foreach (var (fact, constant) in _facts.OrderBy(f => f.Key.Slot))
        {
            code.Line($"public const int {constant} = {fact.Slot};");
        }

        code.Close();
        if (_usesBool)
        {
            WriteMembers(code, BoolClass, ["no", "yes"]);
        }

        foreach (var enumeration in _enumerations)
        {
            WriteMembers(code, enumeration.Class, enumeration.Constants);
        }
    }

    private static void WriteMembers(CodeWriter code, string name, ImmutableArray<string> constants)
    {
        code.Blank();
        code.Open($"private static class {name}");
        for (var i = 0; i < constants.Length; i++)
        {
            code.Line($"public const ulong {constants[i]} = {i};");
        }

        code.Close();
    }

    private FactName NameOf(FactSymbol symbol)
    {
        var key = (symbol.Slot, symbol.Name);
        if (!_facts.TryGetValue(key, out var constant))
        {
            constant = _factScope.Claim(Identifier.Of(symbol.Name));
            _facts.Add(key, constant);
        }

        return new FactName($"{FactClass}.{constant}", symbol.Type, MembersOf(symbol.Type));
    }

    private ImmutableArray<string> MembersOf(ValueType type)
    {
        switch (type)
        {
            case ValueType.Bool:
                _usesBool = true;
                return [$"{BoolClass}.no", $"{BoolClass}.yes"];
            case ValueType.Enumeration enumeration:
                return [.. NameOf(enumeration).References];
            default:
                return [];
        }
    }

    private EnumerationName NameOf(ValueType.Enumeration type)
    {
        var known = _enumerations.Find(e => e.IsFor(type));
        if (known is not null)
        {
            return known;
        }

        var made = EnumerationName.For(type, classes.Claim(Identifier.PascalOf(type.Name)));
        _enumerations.Add(made);
        return made;
    }
}
