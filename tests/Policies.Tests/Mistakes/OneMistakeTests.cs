using DmaRules.Dsl;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;

namespace DmaRules.Policies.Tests.Mistakes;

/// <summary>One slip gives one message, where it was made: measured by changing one token of every
/// policy that there is. What is still a policy counts as neither.</summary>
public sealed class OneMistakeTests
{
    // Two tokens that changed places across a cell's or a line's border spoil both sides of it.
    private const double LeastShare = 98.5;
    private const double LeastShareAcross = 75;
    private const double LeastNear = 99.5;

    private static readonly int Count = int.Parse(
        Environment.GetEnvironmentVariable("DMARULES_MUTATIONS") is { Length: > 0 } text
            ? text
            : "6000");

    [Fact]
    public void OneSlipGivesOneMessageWhereItWasMade()
    {
        var (within, across) = (new SlipTally("within"), new SlipTally("across a border"));
        var random = new SplitMix64(20_200_107);
        var texts = PolicyTexts.All;
        for (var i = 0; i < Count;)
        {
            var source = random.Pick(texts);
            var tokens = TokenMutation.TokensOf(source.Content);
            if (TokenMutation.Roll(source.Content, tokens, random) is not { } slip)
            {
                continue;
            }

            i++;
            var text = new SourceText(source.Path, slip.Content);
            var found = Policy.Load(text, DmaSchema.Instance, PolicyTexts.Beside).Diagnostics;
            if (!found.IsEmpty)
            {
                (slip.IsAcross ? across : within).Add(text, slip, found);
            }
        }

        var words = $"{within}\n{across}";
        within.ShareOfOne.ShouldBeGreaterThan(LeastShare, words);
        within.ShareOfNear.ShouldBeGreaterThan(LeastNear, words);
        across.ShareOfOne.ShouldBeGreaterThan(LeastShareAcross, words);
    }

    [Fact]
    public void EveryPolicyIsTried() => PolicyTexts.All.Count.ShouldBeGreaterThan(30);
}
