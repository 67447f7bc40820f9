using BenchmarkDotNet.Running;
using DmaRules.Speed;

// `processes TOOL EMPTY` races whole processes, `growth` small files against large ones, `slots
// LIBRARY` the bounce pool against one in C;
// everything else is BenchmarkDotNet's.
if (args is ["processes", var tool, var empty])
{
    var folder = Directory.CreateTempSubdirectory("dmarules-speed-");
    var isWithin = ProcessRace.Run(tool, empty, folder.FullName);
    folder.Delete(recursive: true);
    return isWithin ? 0 : 1;
}

if (args is ["growth"])
{
    return GrowthRace.Run() ? 0 : 1;
}

if (args is ["slots", var library])
{
    return SlotRace.Run(library) ? 0 : 1;
}

if (args is ["scenario"])
{
    return ScenarioRace.Run() ? 0 : 1;
}

BenchmarkSwitcher.FromAssembly(typeof(StageBenchmarks).Assembly).Run(args);
return 0;
