using System.Collections.Immutable;
using DmaRules.Dsl.Graph;

namespace DmaRules.Compilation.Emitting;

/// <summary>Writes one graph as methods. A node becomes a label, a question and a <c>goto</c>;
/// nodes come highest first, so every jump goes down the page. Nothing nests and each node is
/// written once, because the compiler's time (or its stack) gives out on long <c>else if</c> chains
/// and deep nesting.
/// <para>A large graph becomes parts of neighbouring nodes, because the compiler and the JIT both
/// take more than linear time over one method, and the JIT stops optimising a very large
/// one:</para>
/// <code>
///   Window(facts)       next = ~root; while next is negative: next = the part that holds ~next
///   WindowPart1(n, facts)   enters at node n; returns a rule, or ~m for a node in a lower part
///   WindowPart0(n, facts)
/// </code>
/// </summary>
internal sealed class GraphEmitter
{
    private readonly CodeWriter _code;
    private readonly DecisionGraph _graph;
    private readonly GraphNames _names;
    private readonly NameScope _members;
    private readonly GraphParts _parts;

    /// <summary>Prepares to write a graph whose names are made; <paramref name="members"/> has room
    /// for those of its parts.</summary>
    public GraphEmitter(CodeWriter code, DecisionGraph graph, GraphNames names, NameScope members)
    {
        _code = code;
        _graph = graph;
        _names = names;
        _members = members;
        _parts = new GraphParts(graph);
    }

    /// <summary>Writes the graph's method, and its parts if it needs them.</summary>
    public void WriteMethods()
    {
        if (_parts.All.Length > 1)
        {
            var prefix = _names.Method + "Part";
            WriteLoop([.. _parts.All.Select(p => _members.Claim($"{prefix}{p.Number}"))]);
            return;
        }

        _code.Open($"public static int {_names.Method}(in Facts facts)");
        if (_graph.Nodes[_graph.Root.Index] is DecisionNode.Decide decide)
        {
            _code.Line($"return {_names.Rules.Constant(decide.Rule)};");
        }

        WriteNodes(_parts.All[0]);
        _code.Close();
    }

    private void WriteLoop(ImmutableArray<string> methods)
    {
        _code.Open($"public static int {_names.Method}(in Facts facts)");
        _code.Line("// A rule's position, or ~n to go on at node n.");
        _code.Line($"var next = ~{_graph.Root.Index};");
        _code.Open("while (next < 0)");
        _code.Open($"next = (~next / {GraphParts.Size}) switch");
        for (var i = 0; i < methods.Length; i++)
        {
            // The last pattern takes what is left, which is only its own number.
            var pattern = i < methods.Length - 1 ? $"{_parts.All[i].Number}" : "_";
            _code.Line($"{pattern} => {methods[i]}(~next, facts),");
        }

        _code.Close(";");
        _code.Close();
        _code.Blank();
        _code.Line("return next;");
        _code.Close();
        for (var i = 0; i < methods.Length; i++)
        {
            _code.Blank();
            WritePart(methods[i], _parts.All[i]);
        }
    }

    private void WritePart(string method, GraphPart part)
    {
        _code.Open($"private static int {method}(int node, in Facts facts)");
        WriteEntries(part);
        WriteNodes(part);
        _code.Close();
    }

    // The first node needs no case: nothing above it is in this part, so falling through means it.
    private void WriteEntries(GraphPart part)
    {
        var others = part.Nodes.Skip(1).Where(_parts.IsEnteredFromOutside).ToList();
        if (others.Count == 0)
        {
            return;
        }

        _code.Open("switch (node)");
        foreach (var node in others)
        {
            _code.Line($"case {node}: goto N{node};");
        }

        _code.Close();
        _code.Blank();
    }

    private void WriteNodes(GraphPart part)
    {
        for (var i = 0; i < part.Nodes.Length; i++)
        {
            var node = part.Nodes[i];
            var ask = (DecisionNode.Ask)_graph.Nodes[node];
            if (_parts.NeedsLabel(part, node))
            {
                _code.Label($"N{node}");
            }

            _code.Line($"if ({Condition(ask.Question)}) {Step(part, ask.WhenTrue)}");
            if (ask.WhenFalse.Index != part.Following(i))
            {
                _code.Line(Step(part, ask.WhenFalse));
            }
        }
    }

    private string Step(GraphPart part, NodeId next) => _graph.Nodes[next.Index] switch
    {
        DecisionNode.Decide decide => $"return {_names.Rules.Constant(decide.Rule)};",
        _ when _parts.IsInside(part, next.Index) => $"goto N{next.Index};",
        _ => $"return ~{next.Index};",
    };

    private string Condition(Question question)
    {
        var fact = _names.Facts[question.Slot];
        var operand = question.Operand.IsFact
            ? $"facts[{_names.Facts[(int)question.Operand.Value].Reference}]"
            : fact.Constant(question.Operand.Value);
        var comparison = question.Comparison switch
        {
            Comparison.Equal => "==",
            Comparison.Less => "<",
            _ => "<=",
        };
        return $"facts[{fact.Reference}] {comparison} {operand}";
    }
}
