using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using DmaRules.Dsl.Evaluation;
using Microsoft.CodeAnalysis;

namespace DmaRules.Compilation;

/// <summary>The assemblies that generated code may use: the language, and what it needs of the
/// runtime. Their metadata is already in memory, because they are loaded; so no file is looked for,
/// and it works in tests, under <c>dotnet run</c> and in a single file alike.</summary>
internal static class RuntimeReferences
{
    /// <summary>Made once: the compiler keeps what it learnt about a reference as long as the
    /// reference.</summary>
    public static ImmutableArray<MetadataReference> All { get; } =
    [
        Of(typeof(object).Assembly),
        Of(Assembly.Load("System.Runtime")),
        Of(typeof(Facts).Assembly),
    ];

    private static unsafe PortableExecutableReference Of(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var start, out var length))
        {
            throw new UnreachableException($"no metadata in memory for {assembly.FullName}");
        }

        // The memory belongs to an assembly that stays loaded as long as this class does.
        var module = ModuleMetadata.CreateFromMetadata((nint)start, length);
        return AssemblyMetadata.Create(module).GetReference(display: assembly.GetName().Name);
    }
}
