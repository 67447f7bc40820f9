using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;

namespace DmaRules.Cli.Rendering;

/// <summary>Policies and situations in a few words.</summary>
internal static class PolicyText
{
    /// <summary>What its file is called; that is what people type.</summary>
    public static string NameOf(BoundPolicy policy) => policy.Source.Path;

    /// <summary>The given facts, <c>name = value</c> each.</summary>
    public static IEnumerable<string> Given(Situation situation) =>
        situation.Given.Select(g => $"{g.Key.Name} = {ValueText.Show(g.Key.Type, g.Value)}");

    public static string Count(long count, string noun) => FormattableString.Invariant(
        $"{count:N0} {noun}{(count == 1 ? "" : "s")}");
}
