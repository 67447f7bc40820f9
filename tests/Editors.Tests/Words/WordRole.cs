namespace DmaRules.Editors.Tests.Words;

/// <summary>What a lexeme is, as the real scanner and parser see it.</summary>
internal enum WordRole
{
    Comment,
    Text,
    OpenText,
    Number,
    BrokenNumber,
    Stray,
    Sign,

    /// <summary>A word in a file that has errors: some word, nothing else is known.</summary>
    AnyWord,
    Keyword,
    Hit,
    Type,
    Unit,
    Flag,

    /// <summary>The name of a rule, a let, a param or an invariant, where it is declared or said to
    /// have decided.</summary>
    Declared,

    /// <summary>A fact of the schema where a fact is meant.</summary>
    Fact,

    /// <summary>A name of the user's own where a fact is meant.</summary>
    OwnName,
    Member,
    Outcome,
    Decision,
    Result,
    Verdict,
    Reason,
    Kernel,
    Actor,

    /// <summary>A buffer's name in a scenario.</summary>
    Mapping,
    StepVerb,
    StepParticle,

    /// <summary>A word behind a step's <c>expect</c>.</summary>
    Expected,
}
