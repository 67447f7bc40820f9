using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Dsl.Syntax;

/// <summary>Words and signs that people write for ours: by a slip, or because another language
/// calls it so.</summary>
internal static class OtherWords
{
    /// <summary>Those of the words that could go on here which were probably meant.</summary>
    public static IEnumerable<string> MeantBy(Lexeme lexeme, IReadOnlyCollection<string> possible)
    {
        var known = Synonyms(lexeme.Text.ToLowerInvariant()).Where(possible.Contains);
        var near = lexeme.Kind == LexemeKind.Word
            ? Suggestion.Nearest(lexeme.Text, possible.Where(p => char.IsAsciiLetter(p[0])))
            : null;
        return near is null ? known : known.Append(near);
    }

    private static string[] Synonyms(string word) => word switch
    {
        "else" or "default" or "elseif" or "elif" or "elsif" => ["otherwise"],
        "if" or "where" or "whenever" => ["when"],
        "then" or "return" or "returns" or "do" => ["=>"],
        "equals" or "are" or "eq" => ["is"],
        "within" => ["in"],
        "end" => ["}"],
        "begin" => ["{"],
        "assert" or "then" or "should" => ["expect"],
        "import" or "include" or "extends" => ["use"],
        "const" or "var" or "def" => ["let"],
        "boolean" => ["bool"],
        "all" => ["unique"],
        "=" => ["=>", ":", "=="],
        "-" or ">" or "==" or ">=" => ["=>", "="],
        ":" => ["=", "=>", "{"],
        "=>" => ["=", ":"],
        "||" => ["or", "|"],
        "|" => ["||", "or"],
        "," => ["and", "|"],
        "(" => ["{"],
        ")" => ["}", "|"],
        "{" => ["("],
        "}" => [")"],
        _ => [],
    };
}
