using System.Collections.Immutable;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Compilation.Emitting;

/// <summary>The class that stands for an enumeration, with one constant a member.</summary>
internal sealed record EnumerationName(
    ValueType.Enumeration Type, string Class, ImmutableArray<string> Constants)
{
    /// <summary>The members as code outside the class names them.</summary>
    public IEnumerable<string> References => Constants.Select(c => $"{Class}.{c}");

    /// <summary>Names all members of a type for which the class name is already claimed.</summary>
    public static EnumerationName For(ValueType.Enumeration type, string className)
    {
        var scope = new NameScope(className);
        return new EnumerationName(
            type, className, [.. type.Members.Select(m => scope.Claim(Identifier.Of(m)))]);
    }

    /// <summary>Whether this names that type. Record equality would compare arrays by
    /// reference.</summary>
    public bool IsFor(ValueType.Enumeration type) =>
        Type.Name == type.Name && Type.Members.SequenceEqual(type.Members);
}
