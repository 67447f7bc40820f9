namespace DmaRules.Dsl.Text;

/// <summary>Places made of places.</summary>
public static class SourcePlaces
{
    /// <summary>Only what stands on the first line: enough to point at a rule.</summary>
    public static SourcePlace FirstLine(this SourcePlace place)
    {
        var text = place.Source.Content.AsSpan(place.Span.Start, place.Span.Length);
        var lineEnd = text.IndexOfAny('\n', '\r');
        var length = lineEnd < 0 ? text.Length : text[..lineEnd].TrimEnd().Length;
        return place with { Span = new TextSpan(place.Span.Start, length) };
    }

    /// <summary>From the start of this place to the end of another one in the same text.</summary>
    public static SourcePlace Through(this SourcePlace place, SourcePlace last) =>
        place with { Span = place.Span.Through(last.Span) };
}
