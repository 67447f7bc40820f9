using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Xunit;

/// <summary>A policy is not as it should be. The message is meant to be read: what was expected,
/// what came, which rule decided and where; or what is wrong with a file or a word.</summary>
public sealed class PolicyTestException : Exception
{
    private readonly string? _places;

    /// <summary>A failure in the C# that is running.</summary>
    public PolicyTestException(string message)
        : base(message)
    {
    }

    /// <summary>A failure in a <c>.rules</c> file: the stack trace is its place, in the form that
    /// editors make links of.</summary>
    internal PolicyTestException(string message, string place)
        : base(message)
    {
        _places = place;
    }

    /// <inheritdoc/>
    public override string? StackTrace => _places ?? base.StackTrace;

    /// <summary>What it is about, where that is a place in a file.</summary>
    internal SourcePlace? Place { get; private init; }

    internal static PolicyTestException Of(ImmutableArray<Diagnostic> diagnostics) =>
        new(DiagnosticPrinter.Print(diagnostics).TrimEnd()) { Place = diagnostics[0].Place };

    internal static PolicyTestException Of(string problem, string? help) =>
        new(help is null ? problem : $"{problem}\nhelp: {help}");
}
