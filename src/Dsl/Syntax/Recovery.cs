using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>What happens after a mistake in a block: it is told once, what cannot be mended is left
/// out, and the rest goes on.</summary>
internal static class Recovery
{
    /// <summary>The items of a block up to its closing brace.</summary>
    public static Parser<ImmutableArray<T>> Recovering<T>(
        this Parser<T> item, params string[] starters) => input =>
    {
        var block = new Block<T>(item, starters, (LexemeInput)input);
        var rest = block.ReadAll();
        return Reading.Done(block.Items, (IInput)rest);
    };

    private sealed class Block<T>(Parser<T> item, string[] starters, LexemeInput start)
    {
        private readonly ParseContext _context = start.Context;
        private readonly ImmutableArray<T>.Builder _items = ImmutableArray.CreateBuilder<T>();
        private int _lastStart = -1;

        public ImmutableArray<T> Items => _items.ToImmutable();

        public LexemeInput ReadAll()
        {
            var rest = start;
            while (!rest.AtEnd && !rest.Lexeme.Is(LexemeKind.Sign, "}"))
            {
                var result = item(rest);
                if (result.WasSuccessful)
                {
                    _items.Add(result.Value);
                    _lastStart = rest.Index;
                    rest = (LexemeInput)result.Remainder;
                }
                else if (EndFrom(rest.Index) is var end && end == _context.End)
                {
                    // The brace went with it, so it is the declaration that has to be mended.
                    break;
                }
                else
                {
                    GoOn(rest.Index, end);
                    rest = new LexemeInput(_context, end);
                    _lastStart = -1;
                }
            }

            return rest;
        }

        // What fails at its very start may belong to the item before it.
        private void GoOn(int index, int end)
        {
            if (_context.IsTrial)
            {
                _context.LeftOut++;
                return;
            }

            var isBehind = _context.Furthest == index && _lastStart >= 0;
            var from = isBehind ? _lastStart : index;
            var last = isBehind ? _items[^1] : default;
            if (isBehind)
            {
                _items.RemoveAt(_items.Count - 1);
            }

            var mending = new Mending<ImmutableArray<T>>(_context, item.Repeated());
            if (mending.TryRead(_context.Window(from, end), out var mended))
            {
                _items.AddRange(mended);
            }
            else if (isBehind)
            {
                _items.Add(last!);
            }
        }

        // Where the next item starts after a mistake in the one that starts at the index.
        private int EndFrom(int start)
        {
            var index = Math.Max(start + 1, Math.Min(_context.Furthest, _context.End));
            while (index < _context.End
                && !(_context.Lexemes[index].IsFirstOnLine && Starts(_context.Lexemes[index]))
                && !IsLastBrace(index))
            {
                index++;
            }

            return index;
        }

        // A misspelt starter is one too. Without starters every line is an item.
        private bool Starts(Lexeme lexeme) =>
            starters.Length == 0
            || starters.Contains(lexeme.Text)
            || (lexeme.Kind == LexemeKind.Word && OtherWords.MeantBy(lexeme, starters).Any());

        // A brace further inside may belong to a broken set; the block's own is the declaration's
        // last lexeme.
        private bool IsLastBrace(int index) =>
            index == _context.End - 1 && _context.Lexemes[index].Is(LexemeKind.Sign, "}");
    }
}
