using BenchmarkDotNet.Running;
using DmaRules.Speed;

// `processes TOOL EMPTY` races whole processes, `analyses TOOL EMPTY` those that analyse, `growth` small files against large ones, `slots
// LIBRARY` the bounce pool against one in C, `scenario` a driver's life against a copy, `conform
// FOLDER` the replay of allocator logs against the clock; everything else is BenchmarkDotNet's.
bool? isWithin = args switch
{
    ["processes", var tool, var empty] => InFolder(f => ProcessRace.Run(tool, empty, f)),
    ["analyses", var tool, var empty] => InFolder(f => AnalysisRace.Run(tool, empty, f)),
    ["growth"] => GrowthRace.Run(),
    ["slots", var library] => SlotRace.Run(library),
    ["scenario"] => ScenarioRace.Run(),
    ["conform", var folder] => ConformRace.Run(folder),
    _ => null,
};
if (isWithin is null)
{
    BenchmarkSwitcher.FromAssembly(typeof(StageBenchmarks).Assembly).Run(args);
}

return isWithin is false ? 1 : 0;

static bool InFolder(Func<string, bool> race)
{
    var folder = Directory.CreateTempSubdirectory("dmarules-speed-");
    var isWithin = race(folder.FullName);
    folder.Delete(recursive: true);
    return isWithin;
}
