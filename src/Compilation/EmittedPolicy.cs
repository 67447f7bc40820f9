using System.Collections.Immutable;

namespace DmaRules.Compilation;

/// <summary>A policy as C# text, and what to look for in it: its class and one method a graph, in
/// the graphs' order.</summary>
public sealed record EmittedPolicy(string Text, string ClassName, ImmutableArray<string> Methods)
{
    /// <summary>The namespace of every generated class.</summary>
    public const string Namespace = "DmaRules.Generated";
}
