using BenchmarkDotNet.Running;
using DmaRules.Speed;

// `processes TOOL EMPTY` races whole processes and `growth` small files against large ones;
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

BenchmarkSwitcher.FromAssembly(typeof(StageBenchmarks).Assembly).Run(args);
return 0;
