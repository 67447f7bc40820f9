using System.Globalization;
using System.Runtime.CompilerServices;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>One machine of a random run.</summary>
internal sealed record RandomMachine(
    ulong Seed, PolicyRunner Runner, string Policy, Situation Situation, DriverAction Action)
{
    public bool IsSecure => Situation[DmaSchema.IsSecureGuest] != 0;

    public MachineSpec Spec => Situation.Machine(Runner.Kernel);

    public bool IsTranslated => Situation[DmaSchema.Translated] != 0
        && (!Runner.Kernel.Platform.HasDomains || Spec.Boot.Domain == IommuDomain.Dma);

    public bool IsProbed => Situation[DmaSchema.Probe] != 0;

    public bool MovesMemory => !IsProbed && Action != DriverAction.Resource;

    public TrialResult Run() => Runner.Run(Situation, Action);

    public override string ToString()
    {
        var given = Situation.Given
            .Select(g => $"{g.Key.Name}={ValueText.Show(g.Key.Type, g.Value)}");
        return $"seed {Seed}: {Policy}, {Action}, {string.Join(", ", given)}";
    }
}

/// <summary>Draws machines, one a seed, and repeats a single one on request.</summary>
internal sealed class RandomRuns : IDisposable
{
    private const string CountVariable = "DMARULES_RANDOM_MACHINES";
    private const string SeedVariable = "DMARULES_RANDOM_SEED";
    private readonly InterpretedEngine _engine = new();
    private readonly List<(string Name, PolicyRunner Runner)> _runners;

    /// <summary>Over shipped policies whose name passes; every event goes to <paramref
    /// name="events"/>.</summary>
    public RandomRuns(IEventSink? events = null, Func<string, bool>? isMeant = null) =>
        _runners = [.. ShippedPolicies.Names.Where(n => isMeant?.Invoke(n) ?? true)
            .Select(n => (n, new PolicyRunner(Load(n), _engine, events)))];

    public static int Count => (int)ReadNumber(CountVariable, 2000);

    public static bool IsKernel(string policy) =>
        policy.StartsWith("pseries-", StringComparison.Ordinal)
        || policy.StartsWith("amd64-", StringComparison.Ordinal);

    public static BoundPolicy Load(string name) => PolicyFiles.Load(ShippedPolicies.Find(name)!);

    /// <summary>Every machine of the run, the same ones each time.</summary>
    public IEnumerable<RandomMachine> Machines()
    {
        var first = ReadNumber(SeedVariable, 1);
        for (var seed = first; seed - first < (ulong)Count; seed++)
        {
            yield return Make(seed);
        }
    }

    public RandomMachine Make(ulong seed)
    {
        var random = new SplitMix64(seed);
        var (name, runner) = random.Pick(_runners);
        var action = RandomSituations.DrawAction(random);
        return new RandomMachine(seed, runner, name, RandomSituations.Draw(random, runner), action);
    }

    /// <summary>Runs a check over all machines; the first complaint ends it, with the command that
    /// repeats it.</summary>
    public void Check(
        Func<RandomMachine, string?> findProblem, [CallerMemberName] string test = "")
    {
        foreach (var machine in Machines())
        {
            if (FindProblem(machine, findProblem) is { } problem)
            {
                Assert.Fail($"{problem}\n{machine}\n{Command(machine.Seed, test)}");
            }
        }
    }

    public static string Command(ulong seed, string test) =>
        $"{SeedVariable}={seed} {CountVariable}=1 "
        + $"dotnet test tests/Policies.Tests --filter Name~{test}";

    public void Dispose() => _engine.Dispose();

    private static string? FindProblem(RandomMachine machine, Func<RandomMachine, string?> find)
    {
        try
        {
            return find(machine);
        }
#pragma warning disable CA1031 // whatever is thrown, the seed has to be told
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return thrown.ToString();
        }
    }

    private static ulong ReadNumber(string variable, ulong otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
