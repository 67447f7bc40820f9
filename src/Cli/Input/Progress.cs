using System.Diagnostics;

namespace DmaRules.Cli.Input;

/// <summary>Says on a watched error stream how far long work is, and wipes it out at the
/// end.</summary>
internal sealed class Progress(Shell shell, string work) : IDisposable
{
    private const int QuietMilliseconds = 1_000;
    private const int StepMilliseconds = 100;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private long _next = QuietMilliseconds;

    public void Say(long done, long all)
    {
        if (!shell.IsWatched || _clock.ElapsedMilliseconds < _next)
        {
            return;
        }

        _next = _clock.ElapsedMilliseconds + StepMilliseconds;
        shell.Error.Write(FormattableString.Invariant($"\r{work}: {done:N0} of {all:N0}"));
    }

    public void Dispose()
    {
        if (_next > QuietMilliseconds)
        {
            shell.Error.Write("\r\u001b[K");
        }
    }
}
