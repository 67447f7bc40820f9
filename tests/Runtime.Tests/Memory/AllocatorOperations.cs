namespace DmaRules.Runtime.Tests.Memory;

/// <summary>How many random operations an allocator is put through.</summary>
internal static class AllocatorOperations
{
    private const string Variable = "DMARULES_ALLOCATOR_OPERATIONS";
    private const int Default = 20_000;

    /// <summary>All of a test's, over all its settings; <c>DMARULES_ALLOCATOR_OPERATIONS</c> says
    /// otherwise.</summary>
    public static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), out var count)
            ? count
            : Default;
}
