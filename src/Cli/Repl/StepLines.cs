using DmaRules.Dsl;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Cli.Repl;

/// <summary>The lines that are steps. Each is written out as a scenario has it, with what a session
/// lets people leave out, and then read and played as a scenario's step is; so whatever a session
/// can do a scenario can say, and the other way round.</summary>
internal sealed class StepLines(Desk desk)
{
    private readonly StepForm _form = new(desk);

    /// <summary><c>device NAME</c>: <c>host: plugs NAME</c>.</summary>
    public Answer AddDevice(LineWords words) => Play(words, _form.Plug(words));

    public Answer ByHost(LineWords words) => Play(words, $"host: {StepForm.Rest(words)}");

    /// <summary>A driver's call: <c>set_mask DEVICE 64 bits</c>.</summary>
    public Answer Call(string verb, LineWords words) => Play(words, _form.Call(verb, words));

    /// <summary>A call that makes something: <c>map DEVICE 4 KiB</c>.</summary>
    public Answer Make(string verb, LineWords words) => Play(words, _form.Make(verb, words));

    /// <summary>A call about what was made: <c>unmap MAPPING</c>.</summary>
    public Answer OfMapping(string verb, LineWords words) =>
        Play(words, _form.OfMapping(verb, words));

    /// <summary>A device's access: <c>read [DEVICE] MAPPING</c>.</summary>
    public Answer ByDevice(string verb, LineWords words) =>
        Play(words, _form.ByDevice(verb, words));

    public Answer Probe(LineWords words) => Play(words, _form.Call("device probes", words));

    /// <summary>An access of the CPU or the hypervisor: <c>cpu read MAPPING</c>.</summary>
    public Answer ByOther(string actor, LineWords words) =>
        Play(words, _form.ByOther(actor, words));

    /// <summary><c>expect [DEVICE] ...</c>, without a step.</summary>
    public Answer Expect(LineWords words) => Play(words, _form.Expect(words));

    private Answer Play(LineWords words, string text)
    {
        if (words.Refusal is { } refusal)
        {
            return refusal;
        }

        var stage = desk.Bench.Stage;
        var reader = new StepReader(stage.DeviceNames, stage.Mappings.Select(m => m.Name));
        var bound = Policy.ReadStep(new SourceText("line", text), DmaSchema.Instance);
        if (bound.Value is not { } written)
        {
            return Refused(bound.Diagnostics[0]);
        }

        var step = reader.Read(written);
        return step.Value is { } understood ? Play(understood) : Refused(step.Diagnostics[0]);
    }

    private Answer Play(ScenarioStep step)
    {
        var bench = desk.Bench;
        var before = bench.Recorder.Events.Count;
        var sight = step.Action is { } action
            ? bench.Play(action, desk.Situation)
            : StepSight.Nothing;
        if (sight.WhyNotRun is { } why)
        {
            return Answer.Refused(why);
        }

        var difference = StepReport.Of(
            step, sight, [.. bench.Recorder.Events.Skip(before)], bench.Stage).Difference;
        return Answer.Of(
        [
            .. bench.EventsSince(before),
            .. SightText.Of(step.Action, sight, bench.Stage),
            .. difference is null
                ? Array.Empty<string>()
                : [$"{difference.Part}: expected {difference.Expected}, got {difference.Actual}"],
        ]);
    }

    private static Answer Refused(Diagnostic diagnostic) =>
        Answer.Refused(diagnostic.Message, diagnostic.Help);
}
