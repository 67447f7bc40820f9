using DmaRules.Cli.Repl;

namespace DmaRules.Cli.Tests.Repl;

public class LineEditorTests
{
    private readonly Talk _talk = new();
    private readonly LineHistory _history = new();

    [Fact]
    public void TypingAndMovingAndDeleting()
    {
        var editor = Type("decidx");
        Press(editor, ConsoleKey.Backspace);
        Insert(editor, "e");
        Press(editor, ConsoleKey.Home);
        Press(editor, ConsoleKey.Delete);
        Insert(editor, "D");
        Press(editor, ConsoleKey.RightArrow);
        Press(editor, ConsoleKey.LeftArrow);

        (editor.Buffer.Text, editor.Buffer.Cursor).ShouldBe(("Decide", 1));
    }

    [Fact]
    public void ControlKeysKillAndYank()
    {
        var editor = Type("given dma_mask 64");
        Control(editor, ConsoleKey.W);
        editor.Buffer.Text.ShouldBe("given dma_mask ");
        Control(editor, ConsoleKey.Y);
        Control(editor, ConsoleKey.A);
        Control(editor, ConsoleKey.K);
        editor.Buffer.Text.ShouldBe("");
        Control(editor, ConsoleKey.Y);
        Control(editor, ConsoleKey.U);

        editor.Buffer.Text.ShouldBe("");
    }

    [Fact]
    public void ALetterOfSeveralCharactersIsOneStep()
    {
        var editor = Type("ae\u0301\U0001F600");
        Press(editor, ConsoleKey.Backspace);
        editor.Buffer.Text.ShouldBe("ae\u0301");
        Press(editor, ConsoleKey.LeftArrow);

        editor.Buffer.Cursor.ShouldBe(1);
        CellWidth.Of("ae\u0301\U0001F600\u4E2D").ShouldBe(6);
    }

    [Fact]
    public void HistoryKeepsTheDraft()
    {
        Press(Type("first"), ConsoleKey.Enter).ShouldBe(KeyEffect.Entered);
        Press(Type("second"), ConsoleKey.Enter);
        var editor = Type("dra");
        Press(editor, ConsoleKey.UpArrow);
        Press(editor, ConsoleKey.UpArrow);
        Press(editor, ConsoleKey.UpArrow);
        editor.Buffer.Text.ShouldBe("first");
        Press(editor, ConsoleKey.DownArrow);
        Press(editor, ConsoleKey.DownArrow);
        Press(editor, ConsoleKey.DownArrow);

        editor.Buffer.Text.ShouldBe("dra");
    }

    [Fact]
    public void TheSameLineTwiceIsOneLineOfHistory()
    {
        Press(Type("same"), ConsoleKey.Enter);
        Press(Type("same"), ConsoleKey.Enter);
        Press(Type("  "), ConsoleKey.Enter);
        var editor = Type("");
        Press(editor, ConsoleKey.UpArrow);
        Press(editor, ConsoleKey.UpArrow);

        _history.Older("").ShouldBeNull();
    }

    [Fact]
    public void EndingAndCancelling()
    {
        Control(Type(""), ConsoleKey.D).ShouldBe(KeyEffect.Ended);
        Control(Type("x"), ConsoleKey.D).ShouldBe(KeyEffect.Edited);
        Control(Type("x"), ConsoleKey.C).ShouldBe(KeyEffect.Cancelled);
    }

    [Theory]
    [InlineData("dec", "decide ")]
    [InlineData("given is_s", "given is_secure_guest ")]
    [InlineData("given ddw = dis", "given ddw = disabled ")]
    [InlineData("given ddw=dis", "given ddw=disabled ")]
    [InlineData("given op map, dma_", "given op map, dma_mask ")]
    [InlineData("given dma_mask 64 b", "given dma_mask 64 bits ")]
    [InlineData(":load secure-b", ":load secure-both ")]
    [InlineData(":facts low_window_s", ":facts low_window_size ")]
    [InlineData("map n", "map nic ")]
    [InlineData("nic set_mask_", "nic set_mask_and_coherent ")]
    [InlineData("x = map n", "x = map nic ")]
    [InlineData("unmap m", "unmap m1 ")]
    public void TabCompletes(string typed, string completed)
    {
        _talk.Say("device nic", "map nic");
        var editor = Type(typed);

        Press(editor, ConsoleKey.Tab).ShouldBe(KeyEffect.Edited);

        editor.Buffer.Text.ShouldBe(completed);
    }

    [Fact]
    public void TabGoesAsFarAsItCanAndThenLists()
    {
        var editor = Type("given sw");

        Press(editor, ConsoleKey.Tab).ShouldBe(KeyEffect.Edited);
        editor.Buffer.Text.ShouldBe("given swiotlb");
        Press(editor, ConsoleKey.Tab).ShouldBe(KeyEffect.Listed);
        editor.Found.Words.ShouldBe(["swiotlb", "swiotlb_force"]);
    }

    [Fact]
    public void PipedLinesAreCutWhereTheSessionRefusesThem()
    {
        var lines = new PipedLines(new StringReader($"a\r\n\n{new string('x', 3 << 20)}\nlast"));

        lines.Next().ShouldBe("a\r");
        lines.Next().ShouldBe("");
        lines.Next()!.Length.ShouldBe(ReplSession.LongestLine + 1);
        lines.Next().ShouldBe("last");
        lines.Next().ShouldBeNull();
    }

    private LineEditor Type(string text)
    {
        var editor = new LineEditor(_talk.Session.Completer, _history);
        Insert(editor, text);
        return editor;
    }

    private static void Insert(LineEditor editor, string text)
    {
        foreach (var letter in text)
        {
            editor.Press(new ConsoleKeyInfo(letter, ConsoleKey.None, false, false, false));
        }
    }

    private static KeyEffect Press(LineEditor editor, ConsoleKey key) =>
        editor.Press(new ConsoleKeyInfo('\0', key, false, false, false));

    private static KeyEffect Control(LineEditor editor, ConsoleKey key) =>
        editor.Press(new ConsoleKeyInfo('\0', key, false, false, true));
}
