using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;

namespace DmaRules.Cli.Repl;

/// <summary>The world outside a session: policies by name and files to save to. Tests have
/// none.</summary>
internal interface IReplFiles
{
    /// <summary>The policy that a name or a path means.</summary>
    Read<BoundPolicy> Find(string name);

    /// <summary>Writes a file; null if that worked.</summary>
    Complaint? Write(string path, string text);
}
