using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Formatting;

/// <summary>The comments of one item, told apart by the piece that they stand above or behind. One
/// inside a piece is put above it if it had its own line, else behind it; their order never
/// changes.</summary>
internal sealed class PieceComments
{
    private readonly List<string>?[] _above;
    private readonly string?[] _behind;
    private readonly int[] _joints;

    private PieceComments(int pieces)
    {
        _above = new List<string>?[pieces + 1];
        _behind = new string?[pieces];
        _joints = new int[pieces];
    }

    /// <summary>Null if there are none.</summary>
    public static PieceComments? Of(Item item, ScannedText scanned, List<Comment> comments)
    {
        if (comments.Count == 0)
        {
            return null;
        }

        var ends = EndsOf(item, scanned);
        var sorted = new PieceComments(ends.Length);
        var piece = 0;
        foreach (var comment in comments)
        {
            var lexemesBefore = scanned.IndexAt(comment.Start);
            while (ends[piece] < lexemesBefore)
            {
                piece++;
            }

            sorted.Add(comment, piece, isInside: lexemesBefore < ends[piece]);
        }

        sorted.CountJoints();
        return sorted;
    }

    /// <summary>What stands above a piece; for the index behind the last one, what is left
    /// over.</summary>
    public IReadOnlyList<string> Above(int piece) => _above[piece] ?? [];

    public string? Behind(int piece) => _behind[piece];

    /// <summary>Whether one stands between some pieces in a row.</summary>
    public bool AreInside(int first, int count) =>
        count > 1 && _joints[first + count - 2] > (first == 0 ? 0 : _joints[first - 1]);

    // How many lexemes of the file there are up to each piece's end. The piece that follows starts
    // with its joint (`and`, `=>`), so only what closes something is still of the one before.
    private static int[] EndsOf(Item item, ScannedText scanned)
    {
        var pieces = item.Layout.Pieces();
        var ends = new int[pieces.Length];
        for (var i = 0; i < pieces.Length - 1; i++)
        {
            var end = scanned.IndexAt(pieces[i].Span.End);
            var next = scanned.IndexAt(pieces[i + 1].Span.Start);
            while (end < next && scanned.Lexemes[end].EndsWhatIsBefore)
            {
                end++;
            }

            ends[i] = end;
        }

        ends[^1] = scanned.IndexAt(item.Span.End);
        return ends;
    }

    private void Add(Comment comment, int piece, bool isInside)
    {
        var isBehindFree = _behind[piece] is null && _above[piece + 1] is null;
        if (isBehindFree && !comment.IsAlone)
        {
            _behind[piece] = comment.Text;
            return;
        }

        var index = isBehindFree && isInside ? piece : piece + 1;
        (_above[index] ??= []).Add(comment.Text);
    }

    private void CountJoints()
    {
        var count = 0;
        for (var i = 0; i < _joints.Length; i++)
        {
            count += _behind[i] is null && _above[i + 1] is null ? 0 : 1;
            _joints[i] = count;
        }
    }
}
