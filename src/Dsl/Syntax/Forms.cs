namespace DmaRules.Dsl.Syntax;

/// <summary>How everything is written that starts with a word or a sign of its own: the help line
/// where no better one is known.</summary>
internal static class Forms
{
    /// <summary>The form, or null for what has none.</summary>
    public static string? Of(Lexeme first) => first.Text switch
    {
        "policy" => "policy \"NAME\"",
        "use" => "use \"FILE.rules\"",
        "param" => "param NAME : bool = yes",
        "let" => "let NAME = CONDITION",
        "decide" => "decide path first {",
        "invariant" => "invariant NAME: CONDITION",
        "test" => "test \"NAME\" {",
        "table" => "table \"NAME\" {",
        "differs" => "differs from \"FILE.rules\"",
        "scenario" => "scenario \"NAME\" {",
        "rule" => "rule NAME when CONDITION => OUTCOME",
        "otherwise" => "otherwise => OUTCOME",
        "given" => "given FACT VALUE, FACT VALUE",
        "expect" => "expect RESULT is OUTCOME by RULE and dma VERDICT",
        "|" => "| VALUE | VALUE || OUTCOME |",
        _ => null,
    };
}
