using System.Collections;

namespace DmaRules.Dsl.Syntax;

/// <summary>The lexemes of a file, in pages: a long list never moves, and no page is so large that
/// making it would have everything collected.</summary>
internal sealed class LexemeList : IReadOnlyList<Lexeme>
{
    private const int PageShift = 8;
    private const int PageMask = (1 << PageShift) - 1;

    private Lexeme[][] _pages = new Lexeme[16][];

    public int Count { get; private set; }

    public Lexeme this[int index]
    {
        get => _pages[index >> PageShift][index & PageMask];
        set => _pages[index >> PageShift][index & PageMask] = value;
    }

    public void Add(Lexeme lexeme)
    {
        var page = Count >> PageShift;
        if ((Count & PageMask) == 0)
        {
            if (page == _pages.Length)
            {
                var longer = new Lexeme[page * 2][];
                Array.Copy(_pages, longer, page);
                _pages = longer;
            }

            _pages[page] = new Lexeme[1 << PageShift];
        }

        this[Count++] = lexeme;
    }

    public IEnumerator<Lexeme> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
