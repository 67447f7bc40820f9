using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;

namespace DmaRules.Cli.Repl;

/// <summary>Files where the shell has them.</summary>
internal sealed class ShellFiles(Shell shell) : IReplFiles
{
    private readonly PolicyFinder _policies = new(shell);
    private readonly FileReader _files = new(shell);

    /// <inheritdoc/>
    public Read<BoundPolicy> Find(string name) => _policies.Find(name);

    /// <inheritdoc/>
    public Complaint? Write(string path, string text) => _files.Write(path, text);
}
