using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Input;

/// <summary>All tests of all files, done by some workers. Each takes the next test that nobody has;
/// each has a machine of its own, for the file that it is at.</summary>
internal sealed class TestWork
{
    private readonly ImmutableArray<TestFile> _files;
    private readonly TimedReport[][] _reports;
    private readonly (int File, int Test)[] _all;
    private readonly int _jobs;
    private int _taken;
    private int _done;

    public TestWork(ImmutableArray<TestFile> files, int jobs)
    {
        (_files, _jobs) = (files, jobs);
        _reports = [.. files.Select(f => new TimedReport[f.Count])];
        _all =
        [
            .. files.SelectMany((file, at) =>
                Enumerable.Range(0, file.Count).Select(test => (at, test))),
        ];
    }

    /// <summary>Runs everything; the reports of each file, in order.</summary>
    public IEnumerable<ImmutableArray<TimedReport>> Run(Progress progress)
    {
        var workers = Math.Min(_jobs, _all.Length);
        if (workers <= 1)
        {
            Work(progress);
        }
        else
        {
            RunTogether(workers, progress);
        }

        return _reports.Select(r => r.ToImmutableArray());
    }

    private void RunTogether(int workers, Progress progress)
    {
        ExceptionDispatchInfo? broken = null;
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(() =>
        {
            try
            {
                Work(progress);
            }
            catch (Exception e)
            {
                // Whatever it is goes on in the thread that waits, as if it had happened there.
                Interlocked.CompareExchange(ref broken, ExceptionDispatchInfo.Capture(e), null);
                Volatile.Write(ref _taken, _all.Length);
            }
        })
        {
            IsBackground = true,
        }).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        broken?.Throw();
    }

    private void Work(Progress progress)
    {
        var (atFile, runner) = (-1, default(PolicyTestRunner));
        while (Interlocked.Increment(ref _taken) - 1 is var next && next < _all.Length)
        {
            var (file, test) = _all[next];
            if (runner is null || atFile != file)
            {
                (atFile, runner) = (file, _files[file].NewRunner());
            }

            var clock = Stopwatch.StartNew();
            var report = _files[file].Run(test, runner);
            _reports[file][test] = new TimedReport(report, clock.Elapsed);
            progress.Say(Interlocked.Increment(ref _done), _all.Length);
        }
    }
}
