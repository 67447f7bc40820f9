namespace DmaRules.Runtime.Tests.Memory;

/// <summary>An allocator beside books that know only what is taken, and a random way of asking
/// it.</summary>
internal interface IAllocatorBooks
{
    /// <summary>Takes or releases something; complains of what does not agree.</summary>
    void Step();

    /// <summary>Releases everything; complains if something is left.</summary>
    void Empty();
}

/// <summary>How an allocator is put through random operations, and how many.</summary>
internal static class AllocatorOperations
{
    /// <summary>How many seeds a test has.</summary>
    public const int Seeds = 4;

    private const int Turns = 8;
    private const string Variable = "DMARULES_ALLOCATOR_OPERATIONS";
    private const int Default = 20_000;

    /// <summary>All of a test's, over all its settings; <c>DMARULES_ALLOCATOR_OPERATIONS</c> says
    /// otherwise.</summary>
    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable(Variable), out var count)
            ? count
            : Default;

    /// <summary>A seed's share of them, each turn in another setting.</summary>
    public static void Run(int seed, Func<SplitMix64, IAllocatorBooks> open)
    {
        var random = new SplitMix64((ulong)seed);
        for (var turn = 0; turn < Turns; turn++)
        {
            var books = open(random);
            for (var step = 0; step < Count / Turns / Seeds; step++)
            {
                books.Step();
            }

            books.Empty();
        }
    }
}
