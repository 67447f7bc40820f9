using DmaRules.Xunit;

namespace OurGuests.Tests;

/// <summary>Every test, table row and scenario of the policy files, each as a test of its
/// own.</summary>
public class PolicyFileTests
{
    [PolicyTests("policies/*.rules")]
    public void Holds()
    {
    }
}
