namespace DmaRules.Analysis.Tests;

/// <summary>A fact that z3 has to confirm: skipped by name where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactInZ3Attribute : FactAttribute
{
    public FactInZ3Attribute() =>
        Skip = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "z3")))
                ? null
                : "there is no z3";
}
