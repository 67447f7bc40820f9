using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>What all positions of one parse share: the lexemes, the diagnostics, and which
/// alternative got furthest. Sprache forgets what an optional part expected as soon as it is left
/// out; this does not. </summary>
internal sealed class ParseContext(
    SourceText source,
    IReadOnlyList<Lexeme> lexemes,
    int end,
    DiagnosticList diagnostics,
    bool isTrial = false)
{
    private readonly List<string> _expected = [];

    public SourceText Source => source;

    public IReadOnlyList<Lexeme> Lexemes => lexemes;

    public DiagnosticList Diagnostics => diagnostics;

    /// <summary>The first lexeme that no longer belongs to the declaration.</summary>
    public int End => end;

    /// <summary>Whether this only finds out if something could be read: nothing is told
    /// then.</summary>
    public bool IsTrial => isTrial;

    /// <summary>How many items of blocks a trial had to leave out.</summary>
    public int LeftOut { get; set; }

    /// <summary>The furthest lexeme that nothing could make use of.</summary>
    public int Furthest { get; private set; } = -1;

    public IReadOnlyList<string> Expected => _expected;

    public void Expect(int index, string what)
    {
        if (index > Furthest)
        {
            Furthest = index;
            _expected.Clear();
        }

        if (index == Furthest && !_expected.Contains(what))
        {
            _expected.Add(what);
        }
    }

    /// <summary>The lexemes from one on up to the one before the end.</summary>
    public Lexeme[] Window(int from, int to)
    {
        var window = new Lexeme[to - from];
        for (var i = 0; i < window.Length; i++)
        {
            window[i] = lexemes[from + i];
        }

        return window;
    }

    public SourcePlace PlaceOf(TextSpan span) => new(source, span);

    /// <summary>From the first of two lexemes up to the one before the second.</summary>
    public SourcePlace Between(int first, int next)
    {
        var last = Math.Max(first, next - 1);
        return PlaceOf(lexemes[first].Span.Through(lexemes[last].Span));
    }
}

/// <summary>A position between two lexemes, as Sprache wants to see it.</summary>
internal class LexemeInput(ParseContext context, int index) : IInput
{
    private static readonly Lexeme End =
        new(LexemeKind.End, "", default, IsFirstOnLine: true, IsInFirstColumn: false);

    public ParseContext Context => context;

    public int Index => index;

    public Lexeme Lexeme => AtEnd ? End : context.Lexemes[index];

    public string Source => context.Source.Content;

    public char Current => AtEnd ? '\0' : Source[Position];

    public bool AtEnd => index >= context.End;

    public int Position => AtEnd ? Source.Length : context.Lexemes[index].Span.Start;

    public int Line => context.Source.PositionOf(Position).Line;

    public int Column => context.Source.PositionOf(Position).Column;

    // Nothing here is left-recursive, so nothing is remembered.
    public IDictionary<object, object> Memos => EmptyMemos.Instance;

    public IInput Advance() => new LexemeInput(context, index + 1);

    public bool Equals(IInput? other) => other is LexemeInput input && input.Index == index;

    public override bool Equals(object? obj) => Equals(obj as IInput);

    public override int GetHashCode() => index;

    private static class EmptyMemos
    {
        public static readonly IDictionary<object, object> Instance =
            System.Collections.Immutable.ImmutableDictionary<object, object>.Empty;
    }
}
