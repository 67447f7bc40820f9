using System.Globalization;
using DmaRules.Fuzzing;

namespace DmaRules.Soak;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings(
    IReadOnlyList<FuzzTarget> Targets, TimeSpan EachFor, ulong Seed, string Folder)
{
    public const string Usage =
        "usage: dotnet run -c Release --project benchmarks/Soak -- [TARGET ...] [--minutes 10] "
        + "[--seed 1] [--out FOLDER]";

    /// <summary>Null where the arguments make no sense.</summary>
    public static Settings? Read(string[] args)
    {
        var settings = new Settings(
            FuzzTargets.All, TimeSpan.FromMinutes(10), 1, Path.Combine(Path.GetTempPath(), "soak"));
        var targets = new List<FuzzTarget>();
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (FuzzTargets.Find(args[i]) is { } target)
            {
                targets.Add(target);
            }
            else if (With(settings, args[i], value) is { } changed)
            {
                settings = changed;
                i++;
            }
            else
            {
                return null;
            }
        }

        return targets.Count == 0 ? settings : settings with { Targets = targets };
    }

    private static Settings? With(Settings settings, string name, string value) => name switch
    {
        "--minutes" when double.TryParse(
            value, NumberStyles.Float, CultureInfo.InvariantCulture, out var minutes) =>
            settings with { EachFor = TimeSpan.FromMinutes(minutes) },
        "--seed" when ulong.TryParse(value, out var seed) => settings with { Seed = seed },
        "--out" when value.Length > 0 => settings with { Folder = value },
        _ => null,
    };
}
