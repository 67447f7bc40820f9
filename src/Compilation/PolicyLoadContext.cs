using System.Reflection;
using System.Runtime.Loader;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Compilation;

/// <summary>Where one compiled policy lives. It can be unloaded, unlike the contexts of the script
/// engine.</summary>
internal sealed class PolicyLoadContext(string name)
    : AssemblyLoadContext(name, isCollectible: true)
{
    // The language may itself be loaded somewhere else than by default; its types must stay the
    // same types.
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name == typeof(Facts).Assembly.GetName().Name ? typeof(Facts).Assembly : null;
}
