namespace DmaRules.Speed;

/// <summary>What a busy machine disturbs least.</summary>
internal static class Medians
{
    /// <summary>The middle one.</summary>
    public static double Of(IReadOnlyCollection<double> values) =>
        values.Order().ElementAt(values.Count / 2);
}
