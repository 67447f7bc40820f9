using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl;

/// <summary>The whole front end in one call: parse, bind, build.</summary>
public static class Policy
{
    /// <summary>Reads one file and all it uses. The value is null when there are errors. What is
    /// broken does not keep the rest from being checked.</summary>
    public static Outcome<BoundPolicy?> Load(
        SourceText source, Schema schema, ISourceResolver resolver)
    {
        var diagnostics = new DiagnosticList();
        return Bind(FileGrammar.Read(source, diagnostics), schema, resolver, diagnostics);
    }

    /// <summary>The same, and what is wrong with the files that its scenarios and differences
    /// name; those leave the value as it is.</summary>
    public static Outcome<BoundPolicy?> Check(
        SourceText source, Schema schema, ISourceResolver resolver)
    {
        var diagnostics = new DiagnosticList();
        var syntax = FileGrammar.Read(source, diagnostics);
        var (policy, found) = Bind(syntax, schema, resolver, diagnostics);
        return new Outcome<BoundPolicy?>(
            policy, [.. found, .. ReferenceCheck.Check(syntax, schema, resolver)]);
    }

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

    private static Outcome<BoundPolicy?> Bind(
        PolicySyntax syntax, Schema schema, ISourceResolver resolver, DiagnosticList diagnostics) =>
        diagnostics.IsFull(syntax.Source)
            ? new Outcome<BoundPolicy?>(null, diagnostics.ToImmutable())
            : PolicyBinder.Bind(syntax, schema, resolver, diagnostics);
}
