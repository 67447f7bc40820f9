using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Policies.Testing;

namespace DmaRules.Policies.Tests.Testing;

/// <summary>What is known of a failed test.</summary>
public sealed class PolicyTestRunnerTests
{
    [Fact]
    public void EveryPartOfTheExpectedRuleHasItsAnswer()
    {
        var failure = Failure("""
            policy "lets"
            let wide = dma_mask >= 64 bits
            let huge = window is ddw
            decide path first {
              rule both when wide and huge => bypass
              otherwise => iommu
            }
            test "t" {
              given dma_mask 64 bits, ddw disabled
              expect map is bypass by both
            }
            """);

        var wanted = failure.Decisions[0].Wanted.ShouldHaveSingleItem();
        wanted.Rule.Name.ShouldBe("both");
        var condition = wanted.Condition.ShouldNotBeNull();
        condition.Parts.Select(p => (p.Words, p.Holds)).ShouldBe([("wide", true), ("huge", false)]);
        condition.FirstFalse.ShouldNotBeNull().Words.ShouldBe("window is ddw");
        condition.FirstFalse.Facts.ShouldHaveSingleItem().Value.ShouldBe("table");
    }

    [Fact]
    public void TheFactsAreThoseOfTheDecisionAndNotOfSetUp()
    {
        var failure = Failure("""
            use "pseries-v5.6.rules"
            test "t" {
              given dma_mask 64 bits, coherent_mask 48 bits
              expect window is ddw mapping ram
            }
            """);

        failure.Decisions[0].Wanted[0].Condition.ShouldNotBeNull()
            .FirstFalse.ShouldNotBeNull().Facts[0].Value.ShouldBe("48 bits");
    }

    [Fact]
    public void ARuleThatFiredAboveTheExpectedOneIsTakenApartToo()
    {
        var failure = Failure("""
            policy "above"
            decide path first {
              rule upper when dma_mask > 40 bits => bypass
              rule lower when dma_mask > 50 bits => direct
              otherwise => iommu
            }
            test "t" {
              given dma_mask 64 bits
              expect map is direct by lower
            }
            """);

        var decision = failure.Decisions[0];
        decision.Decider.Rule.Name.ShouldBe("upper");
        decision.Decider.Condition.ShouldNotBeNull().Holds.ShouldBeTrue();
        decision.Wanted[0].Condition.ShouldNotBeNull().Holds.ShouldBeTrue();
        FailureText.Of(Report(failure)).ShouldContain("which holds but stands below");
    }

    [Fact]
    public void EveryRepairPassesWhenItIsTried()
    {
        var repair = Failure(With("ddw disabled")).Repair.ShouldNotBeNull();

        repair.Changes.ShouldBe(["ddw available"]);
        repair.Tried.ShouldBeGreaterThan(50);
        Reports(With(repair.Changes[0])).ShouldHaveSingleItem().Passed.ShouldBeTrue();

        static string With(string ddw) => $$"""
            use "pseries-v5.6.rules"
            test "t" {
              given is_secure_guest, dma_mask 64 bits, {{ddw}}
              expect map is bypass by streaming and dma ok and bounced
            }
            """;
    }

    [Fact]
    public void AFailureIsCountedToTheEnd()
    {
        var failure = Failure("""
            use "pseries-v5.6.rules"
            test "t" {
              given is_secure_guest, dma_mask 24..64 bits, ddw -
              expect map dma ok
            }
            """);

        var extent = failure.Extent.ShouldNotBeNull();
        (extent.Failing, extent.Tried).ShouldBe((163, 164));
        extent.Regions.ShouldBe(
        [
            "dma_mask 24..63 bits, ddw any",
            "dma_mask 64 bits, ddw too_small or unavailable or disabled",
        ]);
    }

    [Fact]
    public void TheProofEndsTheStory()
    {
        var story = Failure("""
            use "pseries-v5.6.rules"
            test "t" {
              given is_secure_guest, dma_mask 32 bits
              expect map dma ok
            }
            """).Story.ShouldNotBeNull();

        story.ProofIsLast.ShouldBeTrue();
        story.Events[^1].ShouldStartWith("dev: read ciphertext");
        story.Events[0].ShouldStartWith("dev: window for 32 bits");
    }

    [Fact]
    public void AValueThatIsWrittenAndNoMachineHasFails()
    {
        var failure = Failure("""
            use "pseries-v5.6.rules"
            test "t" {
              given ram in {1 MiB, 64 GiB}
              expect map dma ok
            }
            """);

        failure.Part.ShouldBe("the situation");
        failure.Actual.ShouldStartWith("ram:");
        failure.Situation.ShouldBe(["ram = 1 MiB"]);
    }

    [Fact]
    public void ValuesThatADashBringsTogetherAndNoMachineHasAreLeftOut()
    {
        var report = Reports("""
            use "pseries-v5.6.rules"
            test "t" {
              given ram in {256 MiB, 64 GiB}, pool_size -
              expect window is table
            }
            """).ShouldHaveSingleItem();

        report.Passed.ShouldBeTrue();
        report.LeftOut.ShouldBeGreaterThan(0);
        report.Situations.ShouldBeGreaterThan(report.LeftOut);
    }

    [Fact]
    public void AScenarioTellsEveryStepThatFailed()
    {
        var report = Play("""
            use "pseries-v5.6.rules"
            scenario "s" {
              given is_secure_guest
              nic: set_mask 32 bits          expect window is ddw mapping ram by huge-window
              gpu: set_mask 64 bits          expect window is ddw mapping ram
              nic: cmd = map 4 KiB           expect path is bypass by streaming and bounced
              nic: device reads cmd          expect data
              expect dma ok
            }
            """);

        report.Failures.Select(f => f.Place.Position.Line).ShouldBe([4, 6, 7, 8]);
        var map = report.Failures[1];
        map.Parts.Select(p => (p.Name, p.Differs)).ShouldBe(
            [("path", true), ("rule of path", true), ("bounced", true)]);
        map.Decisions.Select(d => d.Name).ShouldBe(["path", "window"]);
        map.Decisions[0].Wanted[0].Condition.ShouldNotBeNull()
            .FirstFalse.ShouldNotBeNull().Facts[0].Value.ShouldBe("table");
        map.Explanation.ShouldContain(l => l.StartsWith("its last mask call: nic: set_mask 32"));
        report.Failures[^1].Explanation.ShouldContain(
            l => l.StartsWith("it went wrong in: nic: device reads cmd"));
    }

    [Fact]
    public void AStepIsToldWhatANeighbourLostForIt()
    {
        var report = Play("""
            use "pseries-v6.12.rules"
            scenario "s" {
              given is_secure_guest
              nic: set_mask 48 bits
              gpu: set_mask 64 bits          expect window is ddw mapping ram
            }
            """);

        report.Failures.ShouldHaveSingleItem().Explanation.ShouldContain(
            l => l.StartsWith("before it, nic: no huge window"));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(72)]
    [InlineData(80)]
    [InlineData(120)]
    public void NoLineIsWiderThanAsked(int width)
    {
        var report = Play("""
            use "pseries-v5.6.rules"
            scenario "a name that is a good deal longer than any narrow line has room for" {
              given is_secure_guest
              nic: set_mask 32 bits          expect window is ddw mapping ram by huge-window
              nic: cmd = map 4 KiB           expect path is bypass by coherent and bounced
            }
            """);

        FailureText.Of(report, width).Split('\n').ShouldAllBe(l => l.Length <= width);
    }

    [Fact]
    public void AConditionOfThousandsOfPartsIsCutButShowsTheFirstFalseOne()
    {
        var parts = Enumerable.Repeat("op is map", 5_000).Append("window is ddw");
        var text = FailureText.Of(Reports($$"""
            policy "long"
            decide path first {
              rule long when {{string.Join("\n and ", parts)}} => bypass
              otherwise => iommu
            }
            test "t" {
              expect map is bypass by long
            }
            """).ShouldHaveSingleItem());

        text.Split('\n').Length.ShouldBeLessThan(120);
        text.ShouldContain("window is ddw  window = table  <- first false");
        text.ShouldContain("parts more");
    }

    private static TestReport Report(TestFailure failure) => new("t", failure.Place, 1, [failure]);

    private static TestFailure Failure(string text) =>
        Reports(text).ShouldHaveSingleItem().Failure.ShouldNotBeNull();

    private static List<TestReport> Reports(string text)
    {
        using var engine = new InterpretedEngine();
        var policy = PolicyFiles.Load(new SourceText("tests.rules", text));
        return [.. new PolicyTestRunner(new PolicyRunner(policy, engine)).RunAll()];
    }

    private static TestReport Play(string text)
    {
        using var engine = new InterpretedEngine();
        var policy = PolicyFiles.Load(new SourceText("tests.rules", text));
        var plan = ScenarioPlan.Read(policy.Scenarios[0]).Value.ShouldNotBeNull();
        return ScenarioTest.Run(plan, policy, engine);
    }
}
