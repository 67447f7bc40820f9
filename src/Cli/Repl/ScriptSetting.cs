using System.Collections.Immutable;
using System.Reflection;
using DmaRules.Dsl;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Machines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace DmaRules.Cli.Repl;

/// <summary>What lines of C# are compiled with: the same references for every line, made once, and
/// the names that need no <c>using</c>.</summary>
internal static class ScriptSetting
{
    private static readonly ImmutableArray<string> Platform =
    [
        "System.Runtime", "System.Private.CoreLib", "System.Collections",
        "System.Collections.Immutable", "System.Console", "System.Linq", "System.Memory",
        "System.Text.RegularExpressions",
    ];

    private static readonly ImmutableArray<string> Imports =
    [
        "System", "System.Collections.Generic", "System.Linq",
        "DmaRules.Runtime.Units", "DmaRules.Runtime.Dma", "DmaRules.Runtime.Machines",
        "DmaRules.Runtime.Checking", "DmaRules.Runtime.Memory", "DmaRules.Policies.Binding",
        "DmaRules.Policies.Running", "DmaRules.Dsl.Binding",
    ];

    /// <summary>The options of every line.</summary>
    public static ScriptOptions Options { get; } = ScriptOptions.Default
        .WithMetadataResolver(new NoOtherReferences())
        .WithReferences(
        [
            .. Platform.Select(Assembly.Load).Select(Reference),
            Reference(typeof(ScriptGlobals).Assembly),
            Reference(typeof(Machine).Assembly),
            Reference(typeof(Policy).Assembly),
            Reference(typeof(DmaSchema).Assembly),
        ])
        .WithImports(Imports);

    /// <summary>Compiles a line that nobody reads, so that the first one of the user's does not
    /// wait for the compiler to be compiled itself.</summary>
    public static void WarmUp() =>
        CSharpScript.Create<object>("Events.Count", Options, typeof(ScriptGlobals)).Compile();

    private static PortableExecutableReference Reference(Assembly assembly) =>
        MetadataReference.CreateFromFile(assembly.Location);
}
