namespace DmaRules.Policies.Tests.Recordings;

/// <summary>A fact that boots a kernel under emulation: skipped by name unless that is asked for
/// and the emulator is there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FactOnFreshBootAttribute : FactAttribute
{
    private const string Wish = "DMARULES_KERNEL_BOOT";
    private const string Emulator = "qemu-system-ppc64";

    public FactOnFreshBootAttribute() =>
        Skip = Environment.GetEnvironmentVariable(Wish) != "1" ? $"{Wish} is not 1"
            : IsInstalled(Emulator) ? null
            : $"there is no {Emulator}: see tests/kernel/README.md";

    private static bool IsInstalled(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, command)));
}
