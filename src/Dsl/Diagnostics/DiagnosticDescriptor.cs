namespace DmaRules.Dsl.Diagnostics;

/// <summary>Whether a diagnostic stops the pipeline.</summary>
public enum Severity
{
    /// <summary>Worth reading; nothing stops.</summary>
    Warning,

    /// <summary>The next stage does not run.</summary>
    Error,
}

/// <summary>One thing the tool can say: its code (never reused) and its words, with {0}.. for
/// arguments.</summary>
public sealed record DiagnosticDescriptor(
    string Code, Severity Severity, string Title, string Format);
