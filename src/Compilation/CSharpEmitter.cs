using System.Collections.Immutable;
using DmaRules.Compilation.Emitting;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Compilation;

/// <summary>Writes graphs as C#: one static class a policy, one method a graph, for people to read
/// and for <see cref="PolicyCompiler"/> to compile. What a file says reaches the text only as an
/// identifier made of plain letters, as a number, or behind <c>//</c> with everything unusual
/// replaced.</summary>
public static class CSharpEmitter
{
    // What generated code names itself: no name out of a file may hide it.
    private static readonly string[] KnownNames = [nameof(Facts), .. FactVocabulary.Classes];

    /// <summary>The text for some graphs. Equal input gives equal text.</summary>
    public static EmittedPolicy Emit(string policyName, IReadOnlyList<DecisionGraph> graphs)
    {
        ArgumentNullException.ThrowIfNull(policyName);
        ArgumentNullException.ThrowIfNull(graphs);
        foreach (var graph in graphs)
        {
            GraphShape.Verify(graph);
        }

        var className = new NameScope(KnownNames).Claim(Identifier.PascalOf(policyName));
        var members = new NameScope([className, .. KnownNames]);
        var facts = new FactVocabulary(members);
        var names = graphs.Select(g => GraphNames.For(g, members, facts)).ToImmutableArray();

        var code = new CodeWriter();
        WriteHeader(code, policyName);
        code.Open($"public static class {className}");
        facts.WriteTo(code);
        for (var i = 0; i < graphs.Count; i++)
        {
            code.Blank();
            names[i].Rules.WriteTo(code);
            code.Blank();
            new GraphEmitter(code, graphs[i], names[i], members).WriteMethods();
        }

        code.Close();
        return new EmittedPolicy(code.ToString(), className, [.. names.Select(n => n.Method)]);
    }

    private static void WriteHeader(CodeWriter code, string policyName)
    {
        code.Line($"// Policy `{CommentText.Of(policyName)}` as the compiler gets it.");
        code.Line("// Numbers are those of the decision graph. Every jump goes down the page.");
        code.Line("using DmaRules.Dsl.Evaluation;");
        code.Blank();
        code.Line($"namespace {EmittedPolicy.Namespace};");
        code.Blank();
    }
}
