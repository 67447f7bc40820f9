using System.Diagnostics;

namespace DmaRules.Cli.Tests.Repl;

/// <summary>The tool in a terminal of 80 columns, in a tmux server of its own.</summary>
internal sealed class Terminal : IDisposable
{
    private static int _count;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _socket = Path.Combine(
        Path.GetTempPath(),
        $"dmarules-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}.tmux");

    /// <summary>Runs a line of shell that knows <c>dmarules</c>; when it ends its exit code stands
    /// on the screen. </summary>
    public Terminal(string command)
    {
        // The shell is sent the same Ctrl-C and is to outlive it.
        var tool = Path.Combine(AppContext.BaseDirectory, "dmarules.dll");
        Tmux("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "40",
            $"trap : INT; dmarules() {{ dotnet '{tool}' \"$@\"; }}; {command}; "
            + "echo exit code $?; read -r _");
    }

    public void Press(params string[] keys) => Tmux(["send-keys", .. keys]);

    public void Type(string text) => Tmux("send-keys", "-l", text);

    /// <summary>Waits until the screen shows a text, and gives the screen.</summary>
    public string WaitFor(string text)
    {
        var waited = Stopwatch.StartNew();
        var screen = Screen();
        while (!screen.Contains(text, StringComparison.Ordinal))
        {
            (waited.Elapsed < Patience).ShouldBeTrue($"no `{text}` on the screen:\n{screen}");
            Thread.Yield();
            screen = Screen();
        }

        return screen;
    }

    public void Dispose()
    {
        Tmux("kill-server");
        File.Delete(_socket);
    }

    private string Screen() => Tmux("capture-pane", "-p");

    private string Tmux(params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-S", _socket, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start).ShouldNotBeNull();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
