using System.Collections.Frozen;
using System.Collections.Immutable;
using DmaRules.Dsl.Text;
using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>The parsers that everything else is made of: one lexeme each, whole words only. A
/// failure is noted at the lexeme itself, never inside it.</summary>
internal static class LexemeParsers
{
    /// <summary>What a text is called in a message.</summary>
    public const string AText = "a text in quotes";

    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
    [
        "and", "or", "not", "implies", "is", "in", "yes", "no", "when", "because", "cite", "since",
        "rule", "otherwise", "given", "expect", "by",
    ]);

    /// <summary>A name: any word that joins nothing.</summary>
    public static Parser<NameSyntax> Name(string expected) => One(IsName, expected, NameOf);

    /// <summary>One of these words, and which.</summary>
    public static Parser<NameSyntax> OneOf(params string[] words) => words
        .Select(w => One(l => l.Is(LexemeKind.Word, w), $"`{w}`", NameOf))
        .Aggregate((one, other) => one.XOr(other));

    public static Parser<TextSyntax> Quoted { get; } =
        One(
            l => l.Kind == LexemeKind.Text,
            AText,
            (l, c) => new TextSyntax(l.Text, c.PlaceOf(l.Span)));

    public static bool IsName(Lexeme lexeme) =>
        lexeme.Kind == LexemeKind.Word && !Reserved.Contains(lexeme.Text);

    public static Parser<string> Keyword(string word) =>
        One(l => l.Is(LexemeKind.Word, word), $"`{word}`", (l, _) => l.Text);

    public static Parser<string> Sign(string sign) =>
        One(l => l.Is(LexemeKind.Sign, sign), $"`{sign}`", (l, _) => l.Text);

    public static NameSyntax NameOf(Lexeme lexeme, ParseContext context) =>
        new(lexeme.Text, context.PlaceOf(lexeme.Span));

    public static Parser<T> One<T>(
        Func<Lexeme, bool> fits, string expected, Func<Lexeme, ParseContext, T> make) => input =>
    {
        var here = (LexemeInput)input;
        if (fits(here.Lexeme))
        {
            return Reading.Step(make(here.Lexeme, here.Context), here);
        }

        here.Context.Expect(here.Index, expected);
        return Reading.NotHere<T>();
    };

    /// <summary>Fails where a new line starts; says what is missing there if it must not end.
    /// </summary>
    public static Parser<T> OnSameLine<T>(this Parser<T> parser, string? missing = null) => input =>
    {
        var here = (LexemeInput)input;
        if (!here.Lexeme.IsFirstOnLine)
        {
            return parser(input);
        }

        if (missing is not null)
        {
            here.Context.Expect(here.Index, missing);
        }

        return Reading.NotHere<T>();
    };

    /// <summary>Like <c>Parse.Ref</c>, which throws where a parser fails twice at one
    /// place.</summary>
    public static Parser<T> Lazy<T>(Func<Parser<T>> parser) => input => parser()(input);

    /// <summary>As many as there are; one that starts and does not end well is a failure.</summary>
    public static Parser<ImmutableArray<T>> Repeated<T>(this Parser<T> parser) => input =>
    {
        // Most repetitions are empty: conditions of one part, rules without metas.
        ImmutableArray<T>.Builder? items = null;
        var rest = input;
        while (true)
        {
            var result = parser(rest);
            if (!result.WasSuccessful)
            {
                return result.HasStarted()
                    ? Reading.Failed<ImmutableArray<T>>(hasStarted: true)
                    : Reading.Done(items?.ToImmutable() ?? [], rest);
            }

            items ??= ImmutableArray.CreateBuilder<T>();
            items.Add(result.Value);
            rest = result.Remainder;
        }
    };

    /// <summary>One or more with a separator between them.</summary>
    public static Parser<ImmutableArray<T>> ListedWith<T>(
        this Parser<T> parser, Parser<string> joint) => Sequence.Of(
            parser, joint.Then(parser).Repeated(), (first, others, _) => others.Insert(0, first));

    /// <summary>With braces around it.</summary>
    public static Parser<T> InBraces<T>(this Parser<T> parser) =>
        Sign("{").Then(parser).Before(Sign("}"));

    /// <summary>Reads nothing; for what has something to complain about.</summary>
    public static Parser<ParseContext> Context { get; } =
        input => Reading.Done(((LexemeInput)input).Context, input);

    /// <summary>Nothing, or the whole thing; half of it is a failure.</summary>
    public static Parser<T?> OrNull<T>(this Parser<T> parser)
        where T : class => parser.Select(T? (v) => v).XOr(Joints.Nothing<T?>(null));

    /// <summary>The whole thing, or else a value that stands for nothing.</summary>
    public static Parser<T> OrNothing<T>(this Parser<T> parser, T nothing) =>
        parser.XOr(Joints.Nothing(nothing));

    /// <summary>True if it is there.</summary>
    public static Parser<bool> IsThere<T>(this Parser<T> parser) =>
        parser.Select(_ => true).XOr(Joints.Nothing(false));
}
