using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace DmaRules.Compilation;

/// <summary>Turns graphs into loaded code: written as C#, compiled in memory, loaded into a context
/// of their own. The code cannot fail to compile, whatever a policy says; if it does, that is our
/// bug.</summary>
public static class PolicyCompiler
{
    // Every policy's compilation starts from this one, so what the compiler learnt about the
    // references in it serves them all.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        EmittedPolicy.Namespace,
        references: RuntimeReferences.All,
        options: new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            generalDiagnosticOption: ReportDiagnostic.Suppress,
            warningLevel: 0,
            concurrentBuild: false));

    private static readonly CSharpParseOptions Parsing =
        CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.None);

    /// <summary>Compiles graphs that belong together; the name is for people who read the
    /// code.</summary>
    public static CompiledPolicy Compile(string policyName, IReadOnlyList<DecisionGraph> graphs)
    {
        var emitted = CSharpEmitter.Emit(policyName, graphs);
        using var image = new MemoryStream();
        CompileInto(image, emitted);
        image.Position = 0;

        var context = new PolicyLoadContext(emitted.ClassName);
        var assembly = context.LoadFromStream(image);
        return new CompiledPolicy(emitted, context, SelectorsIn(assembly, emitted));
    }

    private static void CompileInto(Stream image, EmittedPolicy emitted)
    {
        var result = Empty
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(emitted.Text, Parsing))
            .Emit(image);
        if (!result.Success)
        {
            var first = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            throw new UnreachableException($"generated code does not compile: {first}");
        }
    }

    private static IEnumerable<RuleSelector> SelectorsIn(Assembly assembly, EmittedPolicy emitted)
    {
        var name = $"{EmittedPolicy.Namespace}.{emitted.ClassName}";
        var type = assembly.GetType(name, throwOnError: true)
            ?? throw new UnreachableException("GetType was told to throw");
        return emitted.Methods.Select(m =>
            (type.GetMethod(m) ?? throw new UnreachableException($"no method {m}"))
                .CreateDelegate<RuleSelector>());
    }
}
