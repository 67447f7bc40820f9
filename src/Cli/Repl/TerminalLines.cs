using System.Globalization;
using System.Text;

namespace DmaRules.Cli.Repl;

/// <summary>Lines typed at a terminal that understands escape sequences. Long lines scroll
/// sideways.</summary>
internal sealed class TerminalLines(Completer completer, string prompt) : ILineSource
{
    private const int NarrowestRoom = 10;
    private readonly LineHistory _history = new();

    /// <inheritdoc/>
    public string? Next()
    {
        // While a line is typed Ctrl-C is a key; while one runs it ends the process.
        Console.TreatControlCAsInput = true;
        try
        {
            return Type();
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    private string? Type()
    {
        var editor = new LineEditor(completer, _history);
        while (true)
        {
            Draw(editor.Buffer);
            switch (editor.Press(Console.ReadKey(intercept: true)))
            {
                case KeyEffect.Entered:
                    Console.WriteLine();
                    return editor.Buffer.Text;
                case KeyEffect.Ended:
                    Console.WriteLine();
                    return null;
                case KeyEffect.Cancelled:
                    Console.WriteLine("^C");
                    editor.Buffer.Set("");
                    break;
                case KeyEffect.Wiped:
                    Console.Write("\u001b[2J\u001b[H");
                    break;
                case KeyEffect.Listed:
                    Console.WriteLine();
                    Console.WriteLine(List(editor.Found.Words));
                    break;
            }
        }
    }

    private void Draw(EditBuffer buffer)
    {
        var room = Math.Max(NarrowestRoom, Width - CellWidth.Of(prompt) - 1);
        var before = buffer.BeforeCursor;
        var first = 0;
        while (CellWidth.Of(before[first..]) > room)
        {
            first += StringInfo.GetNextTextElementLength(before, first);
        }

        var shown = new StringBuilder(before[first..]);
        var rest = StringInfo.GetTextElementEnumerator(buffer.Text, buffer.Cursor);
        while (rest.MoveNext() && CellWidth.Of(shown + rest.GetTextElement()) <= room)
        {
            shown.Append(rest.GetTextElement());
        }

        var column = CellWidth.Of(prompt) + CellWidth.Of(before[first..]) + 1;
        Console.Write(string.Create(
            CultureInfo.InvariantCulture, $"\r{prompt}{shown}\u001b[K\u001b[{column}G"));
    }

    private static string List(IReadOnlyCollection<string> words)
    {
        var cell = words.Max(w => w.Length) + 2;
        var columns = Math.Max(1, (Width - 1) / cell);
        return string.Join(
            Environment.NewLine,
            words.Chunk(columns)
                .Select(row => string.Concat(row.Select(w => w.PadRight(cell))).TrimEnd()));
    }

    // A terminal that does not say how wide it is says 0.
    private static int Width => Console.WindowWidth > 0 ? Console.WindowWidth : 80;
}
