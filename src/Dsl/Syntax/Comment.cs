namespace DmaRules.Dsl.Syntax;

/// <summary>A comment from its sign to its line's end; alone if nothing else stands on the
/// line.</summary>
internal sealed record Comment(int Start, string Text, bool IsAlone);
