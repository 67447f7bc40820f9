namespace DmaRules.Dsl.Text;

/// <summary>A span of a certain text; what a diagnostic or a rule points at.</summary>
public readonly record struct SourcePlace(SourceText Source, TextSpan Span)
{
    /// <summary>Line and column of the first character.</summary>
    public LinePosition Position => Source.PositionOf(Span.Start);

    /// <summary>The characters themselves.</summary>
    public string Text => Source[Span];

    /// <summary><c>path(line)</c>, as traces and explanations show it.</summary>
    public override string ToString() => $"{Source.Path}({Position.Line})";
}
