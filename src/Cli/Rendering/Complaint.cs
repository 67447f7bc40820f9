using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Cli.Rendering;

/// <summary>Why a command gives no answer.</summary>
internal abstract record Complaint(int Exit)
{
    /// <summary>What was asked for cannot be done like this; the way out stands in the
    /// help.</summary>
    internal sealed record Unusable(string Message, string? Help) : Complaint(ExitCode.Usage);

    /// <summary>The policy has errors.</summary>
    internal sealed record Broken(ImmutableArray<Diagnostic> Diagnostics) : Complaint(ExitCode.No);

    /// <summary>We are wrong, not the user.</summary>
    internal sealed record OurBug(string Message, string Help) : Complaint(ExitCode.Bug);
}
