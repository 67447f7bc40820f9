using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Cli.Repl;

/// <summary>The lines that look at the session: events, verdict, memory, policies, files.</summary>
internal sealed class SessionLines(Desk desk, IReplFiles files, SessionScript script)
{
    private const int MostEvents = 200;

    private const string DevicesAnew =
        "the devices are set up again under it; masks, mappings and events are gone";

    public Answer Memory(LineWords words) => Alone(words) ?? (desk.HasDevices
        ? Answer.Of(MemoryText.Of(desk.Bench))
        : NoDevice());

    public Answer Events(LineWords words)
    {
        if (Alone(words) is { } refusal)
        {
            return refusal;
        }

        var recorder = desk.HasDevices ? desk.Bench.Recorder : desk.TrialEvents;
        string[] lines = [.. recorder.Events.Select(e => EventText.Of(e))];
        return lines.Length == 0
            ? Answer.Of("nothing has happened yet")
            : Answer.Of(MemoryText.Abbreviate(lines, MostEvents));
    }

    public Answer Verdict(LineWords words)
    {
        if (Alone(words) is { } refusal)
        {
            return refusal;
        }

        if (desk.HasDevices)
        {
            return Answer.Of(
                desk.Bench.Stage.Verdicts.SelectMany(v => Words(v.Device, v.Verdict)));
        }

        return desk.Trial is { } trial
            ? Answer.Of(Words(Trial.DeviceName, trial.Verdict))
            : NoDevice();
    }

    public Answer Load(LineWords words)
    {
        var name = words.AtEnd ? "" : words.TakeRest();
        if (name.Length == 0)
        {
            return Answer.Refused(
                "a file or a shipped policy is missing", "`:list` shows the shipped ones");
        }

        if (files.Find(name).Failed(out var policy, out var complaint))
        {
            return Refused(complaint);
        }

        var hadDevices = desk.HasDevices;
        desk.Take(policy);
        return Answer.Of(
        [
            Title(policy),
            .. hadDevices ? [DevicesAnew] : Nothing,
        ]);
    }

    public Answer ShowPolicy(LineWords words) =>
        Alone(words) ?? Answer.Of(
            desk.Policy.Source.Content.TrimEnd().Split('\n').Select(l => l.TrimEnd('\r')));

    public Answer List(LineWords words) => Alone(words) ?? Answer.Of(
        ShippedPolicies.Names.Select(n => $"{(IsCurrent(n) ? "*" : " ")} {n}"));

    public Answer Save(LineWords words)
    {
        var path = words.AtEnd ? "" : words.TakeRest();
        if (path.Length == 0)
        {
            return Answer.Refused("a file is missing");
        }

        return files.Write(path, script.Text) is { } problem
            ? Refused(problem)
            : Answer.Of("saved; `dmarules repl < FILE` plays it again");
    }

    public static Answer Quit(LineWords words) => Alone(words) ?? new Answer([], Quits: true);

    /// <summary>A policy in one line.</summary>
    public static string Title(Dsl.Binding.BoundPolicy policy) =>
        $"policy \"{policy.Name ?? policy.Source.Path}\" "
        + $"for kernel {policy.Kernel} on {policy.Platform}, {policy.Source.Path}";

    private static readonly ImmutableArray<string> Nothing = [];

    private bool IsCurrent(string name) => desk.Policy.Source == ShippedPolicies.Find(name)
        || desk.Policy.Source.Path == ShippedPolicies.Find(name)?.Path;

    private static IEnumerable<string> Words(string device, Verdict verdict)
    {
        yield return $"{device}: {verdict}";
        if (verdict.Proof is { } proof)
        {
            yield return $"  {EventText.Of(proof)}";
        }
    }

    private static Answer Refused(Complaint complaint) => complaint switch
    {
        Complaint.Unusable { Message: var message, Help: var help } =>
            Answer.Refused(message, help),
        Complaint.OurBug { Message: var message, Help: var help } => Answer.Refused(message, help),
        Complaint.Broken { Diagnostics: var diagnostics } => new Answer(
            [
                .. DiagnosticPrinter.Print(diagnostics)
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries),
            ],
            IsError: true),
        _ => throw new UnreachableException(),
    };

    private static Answer NoDevice() =>
        Answer.Refused("there is no device yet", "`device NAME` adds one");

    private static Answer? Alone(LineWords words)
    {
        words.End();
        return words.Refusal;
    }
}
