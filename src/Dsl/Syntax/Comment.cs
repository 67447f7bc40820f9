namespace DmaRules.Dsl.Syntax;

/// <summary>A comment and the line (from 1) that it stands on.</summary>
internal sealed record Comment(int Line, string Text, bool IsAlone);
