using System.Diagnostics;
using DmaRules.Fuzzing;
using DmaRules.Fuzzing.Running;
using DmaRules.Soak;

// Lets every target run for its minutes, says how far it is, and ends with a table. What broke
// lies in a folder, made small.
if (Settings.Read(args) is not { } settings)
{
    Console.Error.WriteLine(Settings.Usage);
    Console.Error.WriteLine($"targets: {string.Join(' ', FuzzTargets.All.Select(t => t.Name))}");
    return 2;
}

Directory.CreateDirectory(settings.Folder);
var rows = settings.Targets.Select(t => Soak(t, settings)).ToList();
Console.WriteLine(
    $"{"target",-11} {"inputs",9} {"a second",9} {"features",9} {"kept",6} {"slowest",9} "
    + $"{"most alloc",11} {"broken",7}");
rows.ForEach(r => Console.WriteLine(r.Row));
Console.WriteLine(string.Concat(
    $"peak memory of the process {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; "
    + $"seed {settings.Seed}, {settings.EachFor.TotalMinutes:F1} minutes each"));
return rows.Exists(r => r.Broken > 0) ? 1 : 0;

static (string Row, int Broken) Soak(FuzzTarget target, Settings settings)
{
    // An input that kills the process is the last one that was announced.
    using var last = new LastInput(Path.Combine(settings.Folder, $"last-{target.Name}"));
    var run = new FuzzRun(target, settings.Seed, last.Keep);
    var clock = Stopwatch.StartNew();
    var next = TimeSpan.Zero;
    run.Replay();
    while (clock.Elapsed < settings.EachFor)
    {
        run.Step();
        if (clock.Elapsed > next)
        {
            next = clock.Elapsed + TimeSpan.FromSeconds(10);
            Console.Error.WriteLine(string.Concat(
                $"{target.Name}: {clock.Elapsed:mm\\:ss}, {run.Inputs:N0} inputs, "
                + $"{run.Features} features, {run.Kept} kept, {run.Crashers.Count} broken"));
        }
    }

    foreach (var (number, crasher) in run.Crashers.Index())
    {
        var path = Path.Combine(settings.Folder, $"{target.Name}-{settings.Seed}-{number}");
        File.WriteAllBytes(path, crasher.Input);
        Console.Error.WriteLine($"{path}: {crasher.Failure}");
    }

    var row = string.Concat(
        $"{target.Name,-11} {run.Inputs,9:N0} {run.Inputs / clock.Elapsed.TotalSeconds,9:N0} "
        + $"{run.Features,9:N0} {run.Kept,6:N0} {run.Slowest.TotalMilliseconds,6:N0} ms "
        + $"{run.MostAllocated >> 20,7:N0} MiB {run.Crashers.Count,7}");
    return (row, run.Crashers.Count);
}
