using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;

namespace DmaRules.Policies.Tests;

/// <summary>The shipped policies, by the tests that are written beside them.</summary>
public sealed class LibraryTests
{
    public static TheoryData<string> Shipped => [.. ShippedPolicies.Names];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void EveryShippedPolicyPassesItsTests(string policy)
    {
        using var engine = new InterpretedEngine();
        var tests = PolicyFiles.LoadTestsOf(policy);

        var failed = new PolicyTestRunner(new PolicyRunner(tests, engine)).RunAll()
            .Where(r => r.Failure is not null)
            .Select(r => FailureText.Of(r))
            .ToList();

        failed.ShouldBeEmpty(string.Join("\n\n", failed));
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void EveryRuleOfAShippedPolicyIsExpectedSomewhere(string policy)
    {
        var tests = PolicyFiles.LoadTestsOf(policy);
        var expected = tests.Tests.SelectMany(t => t.Expectations)
            .Select(e => (e.Result.Decision.Name, e.RuleName))
            .ToHashSet();

        foreach (var decision in tests.Decisions)
        {
            foreach (var rule in decision.Rules)
            {
                expected.ShouldContain(
                    (decision.Symbol.Name, rule.Name), $"{policy} never tests {rule.Name}");
            }
        }
    }

    [Fact]
    public void AFailedTestIsToldWithPlaceSituationAndDecidingRule()
    {
        using var engine = new InterpretedEngine();
        var source = new SourceText("wrong.rules", """
            use "pseries-v5.6.rules"
            test "bounced through the table" {
              given is_secure_guest, dma_mask 32 bits
              expect map is bypass by streaming and dma ok
            }
            """);
        var policy = PolicyFiles.Load(source);

        var report = new PolicyTestRunner(new PolicyRunner(policy, engine)).RunAll().Single();
        var text = FailureText.Of(report);

        text.ShouldContain("wrong.rules(4)");
        text.ShouldContain("  map          bypass     iommu  <- differs first\n");
        text.ShouldContain("dma_mask = 32 bits");
        text.ShouldContain("path was decided by `otherwise`");
    }
}
