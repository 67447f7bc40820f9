namespace DmaRules.Cli.Repl;

/// <summary>Carries lines into a session and its answers out, until one of them ends.</summary>
internal static class ReplShell
{
    private const string Prompt = "> ";

    /// <summary>Runs a session on the console. What is piped in is not echoed and gets no
    /// prompt.</summary>
    public static void Run(ReplSession session)
    {
        var isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
        if (isTerminal)
        {
            Print(session.Greeting);

            // Most sessions never speak C#; those that do should not wait a second for their first
            // line.
            new Thread(ScriptSetting.WarmUp)
            {
                IsBackground = true,
                Priority = ThreadPriority.BelowNormal,
            }.Start();
        }

        Run(session, LinesOf(session, isTerminal));
    }

    private static void Run(ReplSession session, ILineSource lines)
    {
        while (lines.Next() is { } line)
        {
            var answer = session.Submit(line);
            Print(answer.Lines);
            if (answer.Quits)
            {
                return;
            }
        }
    }

    private static ILineSource LinesOf(ReplSession session, bool isTerminal)
    {
        var isCapable =
            Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
        return !isTerminal ? new PipedLines(Console.In)
            : isCapable ? new TerminalLines(session.Completer, Prompt)
            : new PlainLines(Console.In, Prompt);
    }

    private static void Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.WriteLine(line);
        }
    }
}
