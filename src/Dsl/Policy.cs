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
}
