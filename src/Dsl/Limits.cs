namespace DmaRules.Dsl;

/// <summary>Every limit of the language, in one place. Going over one is a diagnostic, never a
/// crash.</summary>
public static class Limits
{
    /// <summary>Bytes in one file.</summary>
    public const int FileBytes = 4 * 1024 * 1024;

    /// <summary>Brackets inside brackets, and <c>not</c> upon <c>not</c>.</summary>
    public const int Nesting = 64;

    /// <summary>Operands, list members or table rows in one declaration.</summary>
    public const int ChainLength = 10_000;

    /// <summary>Rules in one decision.</summary>
    public const int Rules = 10_000;

    /// <summary>Nodes in one decision graph.</summary>
    public const int GraphNodes = 100_000;

    /// <summary>Files that one policy may reach through <c>use</c>.</summary>
    public const int UseDepth = 16;

    /// <summary>Facts, consequences and parameters together.</summary>
    public const int FactSlots = 64;

    /// <summary>Diagnostics shown for one file.</summary>
    public const int Diagnostics = 100;
}
