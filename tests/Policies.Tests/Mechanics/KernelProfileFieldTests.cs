using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Mechanics;

/// <summary>No field of a release's profile is there for nothing: changed alone, it makes a
/// recorded row, a library test or a test of this folder fail.</summary>
public sealed class KernelProfileFieldTests
{
    public static TheoryData<string> Kernels => [.. KernelProfile.All.Select(k => k.Title)];

    public static TheoryData<string, string, string> Mutations()
    {
        var mutations = new TheoryData<string, string, string>();
        foreach (var profile in KernelProfile.All)
        {
            foreach (var mutation in ProfileMutation.Of(profile))
            {
                mutations.Add(profile.Title, mutation.Field, mutation.Value);
            }
        }

        return mutations;
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void TheReleaseAsItIsAgreesWithAllThatIsKnown(string kernel)
    {
        var evidence = KernelEvidence.Of(Profile(kernel));

        var failures = evidence.FailuresUnder(Profile(kernel)).ToList();

        failures.ShouldBeEmpty(string.Join('\n', failures));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void AChangedFieldIsNoticed(string kernel, string field, string value)
    {
        var evidence = KernelEvidence.Of(Profile(kernel));
        var mutation = ProfileMutation.Of(Profile(kernel))
            .Single(m => m.Field == field && m.Value == value);

        evidence.FailuresUnder(mutation.Profile).FirstOrDefault()
            .ShouldNotBeNull($"{kernel} with {field} = {value}: nothing notices; {evidence}");
    }

    private static KernelProfile Profile(string title) =>
        KernelProfile.All.Single(k => k.Title == title);
}
