using DmaRules.Dsl.Evaluation;
using DmaRules.Fuzzing.Inputs;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Fuzzing.Targets;

/// <summary>The scenarios of a file, played.</summary>
internal sealed class ScenarioTarget : FuzzTarget
{
    public override string Name => "scenarios";

    public override IEnumerable<byte[]> Seeds =>
        CorpusFiles.Rules.Where(f => f.AsSpan().IndexOf("scenario"u8) >= 0);

    public override void Run(byte[] input, Observations seen)
    {
        if (PolicyText.Load(input, seen) is not { } policy)
        {
            return;
        }

        using var engine = new InterpretedEngine();
        var runner = new ScenarioRunner(new PolicyRunner(policy, engine));
        foreach (var scenario in policy.Scenarios)
        {
            var plan = ScenarioPlan.Read(scenario);
            PolicyText.Check(plan.Value is not null, plan.Diagnostics, seen);
            if (plan.Value is null)
            {
                continue;
            }

            var report = runner.Run(plan.Value);
            seen.Add($"passed {report.Passed}");
            foreach (var step in report.Steps)
            {
                seen.Add($"{step.Step.Action?.GetType().Name} {step.Seen}");
            }
        }
    }
}
