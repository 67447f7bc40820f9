using System.Diagnostics;
using System.Globalization;
using System.Text;
using DmaRules.Cli.Commands;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli;

/// <summary>The process: streams, the last exception handler, the exit code.</summary>
internal static class Program
{
    private const int NarrowestPage = 40;
    private const int WidestPage = 120;

    public static int Main(string[] args)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        return Run(args, OpenShell());
    }

    /// <summary>The whole program but for the process around it.</summary>
    internal static int Run(IReadOnlyList<string> args, Shell shell) =>
        Guard(shell, Switches.GuessFormat(args), () => CommandTree.Invoke(args, shell));

    /// <summary>Nothing that goes wrong inside gets out as a stack trace.</summary>
    internal static int Guard(Shell shell, Format format, Func<int> action)
    {
        try
        {
            var exit = action();
            shell.Out.Flush();
            return exit;
        }
        catch (UnauthorizedAccessException)
        {
            // The output was closed before we came; there is nobody to tell.
            return ExitCode.Usage;
        }
        catch (IOException broken)
        {
            // Files are read behind their own guard, so this is the output: closed, or the disk is
            // full.
            shell.Error.WriteLine($"dmarules: the output cannot be written: {broken.Message}");
            return ExitCode.Usage;
        }
        catch (Exception bug)
        {
            return new Reply(shell, format).Refuse(Describe(bug));
        }
    }

    private static Complaint.OurBug Describe(Exception bug)
    {
        var method = new StackTrace(bug).GetFrame(0)?.GetMethod();
        var message = bug.Message.ReplaceLineEndings(" ");
        return new Complaint.OurBug(
            $"this is our bug, not yours: {bug.GetType().Name} in "
                + $"{method?.DeclaringType?.Name}.{method?.Name}: {message}",
            "please report these two lines, the command line and the files it names");
    }

    private static Shell OpenShell()
    {
        var isTerminal = !Console.IsOutputRedirected;
        return new Shell(
            Console.In,
            Open(Console.OpenStandardOutput(), autoFlush: false),
            Open(Console.OpenStandardError(), autoFlush: true),
            Environment.CurrentDirectory)
        {
            Width = isTerminal ? TerminalWidth() : Shell.DefaultWidth,
            HasColour = isTerminal
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
            IsWatched = !Console.IsErrorRedirected,
        };
    }

    private static StreamWriter Open(Stream stream, bool autoFlush) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            NewLine = "\n",
            AutoFlush = autoFlush,
        };

    private static int TerminalWidth()
    {
        // One column is left free: some terminals wrap a line that fills the last one.
        var columns = Console.WindowWidth - 1;
        return columns <= 0 ? Shell.DefaultWidth : Math.Clamp(columns, NarrowestPage, WidestPage);
    }
}
