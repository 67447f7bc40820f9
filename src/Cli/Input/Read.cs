using System.Diagnostics.CodeAnalysis;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli.Input;

/// <summary>What was read, or why it could not be: exactly one of the two.</summary>
internal sealed record Read<T>(T? Value, Complaint? Complaint)
    where T : class
{
    public bool Failed(
        [NotNullWhen(false)] out T? value, [NotNullWhen(true)] out Complaint? complaint)
    {
        (value, complaint) = (Value, Complaint);
        return Value is null;
    }
}
