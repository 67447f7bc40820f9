namespace DmaRules.Cli;

/// <summary>What scripts may rely on.</summary>
internal static class ExitCode
{
    /// <summary>Done, or yes.</summary>
    public const int Done = 0;

    /// <summary>No: errors or differences found, tests failed, the DMA breaks or leaks.</summary>
    public const int No = 1;

    /// <summary>Usage, or a file that cannot be read.</summary>
    public const int Usage = 2;

    /// <summary>An exact analysis stopped at a limit.</summary>
    public const int Limit = 3;

    /// <summary>Our bug.</summary>
    public const int Bug = 70;
}
