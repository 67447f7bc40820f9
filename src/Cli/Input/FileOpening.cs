namespace DmaRules.Cli.Input;

/// <summary>Opens files without waiting for ever: a named pipe opens only when somebody opens its
/// other end too, which may be never.</summary>
internal static class FileOpening
{
    /// <summary>How an exception says that nobody came to the other end.</summary>
    public const int NobodyThere = -3;

    // Long enough for a writer that was started together with us.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The open file. What was opened once is waited for like any stream.</summary>
    public static FileStream Open(string path, FileAccess access)
    {
        // Whatever has a length is a file and opens at once, or as soon as its disk answers.
        if (new FileInfo(path) is { Exists: true, Length: > 0 })
        {
            return new FileStream(path, FileMode.Open, access);
        }

        var opening = Task.Factory.StartNew(
            () => new FileStream(path, FileMode.Open, access),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        if (Task.WaitAny([opening], Patience) == 0)
        {
            return opening.GetAwaiter().GetResult();
        }

        // Should somebody come after all, the file is not for us any more.
        opening.ContinueWith(
            late => late.Result.Dispose(),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion,
            TaskScheduler.Default);
        throw new IOException("nobody opens the other end", NobodyThere);
    }
}
