using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Formatting;

/// <summary>How the parts of a group that needs several lines come to stand.</summary>
internal enum Breaking
{
    /// <summary>Each on a line of its own, whether it fits or not.</summary>
    Always,

    /// <summary>Each on a line of its own if they do not fit on one.</summary>
    Together,

    /// <summary>As many on each line as fit.</summary>
    Filled,

    /// <summary>Each below the other, right of the first one, if they fit there.</summary>
    Hanging,
}

/// <summary>Text that is not in lines yet: pieces, which stay whole, and groups of them.
/// <paramref name="Width"/> is what it takes on one line.</summary>
internal abstract record Layout(int Width, int PieceCount)
{
    /// <summary>By how much everything is indented inside what it belongs to.</summary>
    public const int Step = 2;

    /// <summary>The same with text that sticks to its first and to its last piece.</summary>
    public abstract Layout Between(string before, string after);

    /// <summary>All pieces in their order.</summary>
    public ImmutableArray<Piece> Pieces()
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>(PieceCount);
        Collect(pieces);
        return pieces.MoveToImmutable();
    }

    protected abstract void Collect(ImmutableArray<Piece>.Builder pieces);

    /// <summary>What stays together; <paramref name="Span"/> covers at least its first and its
    /// last name, value or text in the source.</summary>
    public sealed record Piece(string Text, TextSpan Span) : Layout(Text.Length, 1)
    {
        public override Layout Between(string before, string after) =>
            new Piece(before + Text + after, Span);

        protected override void Collect(ImmutableArray<Piece>.Builder pieces) => pieces.Add(this);
    }

    /// <summary>Parts with a blank or a line's end between them. The lines behind the first are
    /// <paramref name="Deeper"/> than the line that the group starts on.</summary>
    public sealed record Group(ImmutableArray<Layout> Parts, Breaking Breaking, int Deeper)
        : Layout(Parts.Sum(p => p.Width + 1) - 1, Parts.Sum(p => p.PieceCount))
    {
        public override Layout Between(string before, string after)
        {
            var parts = Parts.SetItem(0, Parts[0].Between(before, ""));
            var last = parts.Length - 1;
            return new Group(
                parts.SetItem(last, parts[last].Between("", after)), Breaking, Deeper);
        }

        protected override void Collect(ImmutableArray<Piece>.Builder pieces)
        {
            foreach (var part in Parts)
            {
                part.Collect(pieces);
            }
        }
    }
}
