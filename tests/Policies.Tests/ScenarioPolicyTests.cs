using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Library;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Policies.Tests;

/// <summary>Under which policy a scenario plays.</summary>
public sealed class ScenarioPolicyTests
{
    [Fact]
    public void ThatOfItsFileWhereItNamesNone()
    {
        var file = FileWith("scenario \"here\" {");

        ScenarioPolicy.Load(file.Scenarios[0], file, ShippedPolicies.Instance)
            .Value.ShouldBeSameAs(file);
    }

    [Fact]
    public void TheOneThatItNames()
    {
        var file = FileWith("scenario \"there\" for \"pseries-v6.12.rules\" {");

        ScenarioPolicy.Load(file.Scenarios[0], file, ShippedPolicies.Instance)
            .Value.ShouldNotBeNull().Kernel.ShouldBe("v6.12");
    }

    [Fact]
    public void AFileThatIsNotThereIsTold()
    {
        var file = FileWith("scenario \"nowhere\" for \"pseris-v6.12.rules\" {");

        var loaded = ScenarioPolicy.Load(file.Scenarios[0], file, ShippedPolicies.Instance);

        loaded.Value.ShouldBeNull();
        var told = loaded.Diagnostics.ShouldHaveSingleItem();
        told.Descriptor.Code.ShouldBe("DMA2021");
        told.Help.ShouldNotBeNull().ShouldContain("did you mean `pseries-v6.12.rules`?");
    }

    private static BoundPolicy FileWith(string head) => PolicyFiles.Load(new SourceText(
        "mine.rules", $"use \"pseries-v5.6.rules\"\n\n{head}\n  nic: set_mask 64 bits\n}}\n"));
}
