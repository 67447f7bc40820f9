using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl;

/// <summary>The whole front end in one call: parse, bind, build.</summary>
public static class Policy
{
    /// <summary>Reads one file and all it uses. The value is null when there are errors.</summary>
    public static Outcome<BoundPolicy?> Load(
        SourceText source, Schema schema, ISourceResolver resolver) =>
        FileGrammar.Read(source).Then(syntax => PolicyBinder.Bind(syntax, schema, resolver));

    /// <summary>Reads one step of a scenario that stands alone. The value is null when there are
    /// errors.</summary>
    public static Outcome<BoundStep?> ReadStep(SourceText line, Schema schema)
    {
        var diagnostics = new DiagnosticList();
        var syntax = StepGrammar.Read(line, diagnostics);
        var step = syntax is null
            ? null
            : new StepBinder(new Scope(schema, [], diagnostics)).Bind(syntax);
        return new Outcome<BoundStep?>(
            diagnostics.Count == 0 ? step : null, diagnostics.ToImmutable());
    }
}
