namespace DmaRules.Dsl.Text;

/// <summary>A line and a column, both counted from 1; a tab is one column.</summary>
public readonly record struct LinePosition(int Line, int Column);
