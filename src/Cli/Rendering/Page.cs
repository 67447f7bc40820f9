using DmaRules.Dsl.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace DmaRules.Cli.Rendering;

/// <summary>Text of a certain width under way: lines, paragraphs, columns. It has no boxes; where
/// colours are missing, blanks and words have to do.</summary>
internal sealed class Page : IDisposable
{
    private const int Endless = 1_000_000;
    private const int Gap = 2;
    private readonly StringWriter _text = new() { NewLine = "\n" };
    private readonly Lazy<IAnsiConsole> _wrapping;
    private readonly Lazy<IAnsiConsole> _endless;
    private readonly bool _isAscii;
    private readonly bool _hasColour;

    public Page(int width, bool hasColour, bool isAscii)
    {
        (Width, _hasColour, _isAscii) = (width, hasColour, isAscii);
        _wrapping = new Lazy<IAnsiConsole>(() => Open(width));
        _endless = new Lazy<IAnsiConsole>(() => Open(Endless));
    }

    public int Width { get; }

    /// <summary>One line, however long.</summary>
    public void Line(params Words[] words)
    {
        if (words.Any(IsToned))
        {
            _endless.Value.Write(Paragraph(words));
        }
        else
        {
            // What nothing has to be painted in needs no console, and opening the first one takes
            // as long as checking a thousand rules.
            _text.Write(string.Concat(words.Select(w => Clean(w.Text))));
        }

        _text.WriteLine();
    }

    /// <summary>Lines as they are, e.g. of a source.</summary>
    public void Verbatim(string lines)
    {
        foreach (var line in lines.TrimEnd('\n').Split('\n'))
        {
            _text.WriteLine(Clean(line.TrimEnd('\r')));
        }
    }

    /// <summary>A paragraph, wrapped, its lines indented.</summary>
    public void Prose(int indent, params Words[] words)
    {
        _wrapping.Value.Write(new Padder(Paragraph(words), new Padding(indent, 0, 0, 0)));
        EndLine();
    }

    /// <summary>Columns as wide as they need to be; what does not fit wraps in those behind
    /// <paramref name="fixedColumns"/>. Where there are none behind, lines are as long as they
    /// are.</summary>
    public void Columns(
        int indent,
        int fixedColumns,
        IReadOnlyList<Words[]> rows,
        Words[]? heads = null,
        int firstGap = Gap)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.None, ShowHeaders = heads is not null };
        var last = rows[0].Length - 1;
        for (var i = 0; i <= last; i++)
        {
            table.AddColumn(new TableColumn(heads is null ? new Text("") : Paragraph([heads[i]]))
            {
                NoWrap = i < fixedColumns,
                Padding = new Padding(0, 0, i == last ? 0 : i == 0 ? firstGap : Gap, 0),
            });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => (IRenderable)Paragraph([cell])));
        }

        var console = fixedColumns > last ? _endless : _wrapping;
        console.Value.Write(new Padder(table, new Padding(indent, 0, 0, 0)));
        EndLine();
    }

    /// <summary>All of it, no line ending in blanks.</summary>
    public override string ToString()
    {
        var lines = _text.ToString().Split('\n');
        return string.Join('\n', _hasColour ? lines : lines.Select(l => l.TrimEnd(' ')));
    }

    public void Dispose() => _text.Dispose();

    private bool IsToned(Words words) => _hasColour && words.Tone != Tone.Plain;

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Quiet => new Style(decoration: Decoration.Dim),
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        _ => Style.Plain,
    };

    private IAnsiConsole Open(int width)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = _hasColour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = _hasColour ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(_text),
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = width;
        return console;
    }

    private Paragraph Paragraph(Words[] words)
    {
        var paragraph = new Paragraph();
        foreach (var part in words)
        {
            paragraph.Append(Clean(part.Text), StyleOf(part.Tone));
        }

        return paragraph;
    }

    // A file's text must not move the cursor or change the colours of the terminal that shows it.
    private string Clean(string text) => string.Concat(text.Select(c => c switch
    {
        '\t' or '\n' => c,
        _ when !PlainText.IsPlain(c) => '?',
        _ when _isAscii && !char.IsAscii(c) => '?',
        _ => c,
    }));

    private void EndLine()
    {
        var text = _text.GetStringBuilder();
        if (text.Length > 0 && text[^1] != '\n')
        {
            _text.WriteLine();
        }
    }
}
