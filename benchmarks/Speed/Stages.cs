using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Speed;

/// <summary>The stages of the front end.</summary>
internal static class Stages
{
    /// <summary>The name of the one that is bounded.</summary>
    public const string Whole = "whole";

    /// <summary>Each with its name.</summary>
    public static (string Name, Action<SourceText> Run)[] All { get; } =
    [
        (Whole, source => Load(source)),
        ("parse", source => Parse(source)),
        ("format", source => Format(source)),
    ];

    /// <summary>Text to syntax.</summary>
    public static Outcome<PolicySyntax> Parse(SourceText source) => FileGrammar.Read(source);

    /// <summary>Text to the same text in its one style.</summary>
    public static string? Format(SourceText source) => Formatter.Format(source).Value;

    /// <summary>Text to graphs; it has no errors.</summary>
    public static BoundPolicy Load(SourceText source)
    {
        var (policy, diagnostics) =
            Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance);
        return policy
            ?? throw new InvalidOperationException(DiagnosticPrinter.Print(diagnostics));
    }
}
