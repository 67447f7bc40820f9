using System.Collections.Immutable;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Cli.Repl;

/// <summary>The lines that decide and explain: <c>decide</c> (or an empty line),
/// <c>:why</c>.</summary>
internal sealed class DecisionLines(Desk desk)
{
    private static readonly ByteCount AnySize = ByteCount.KiB(4);

    public Answer Decide(LineWords words)
    {
        if (words.AtEnd)
        {
            return DecideGiven();
        }

        var name = words.Take("a device");
        words.End();
        if (words.Refusal is { } refusal)
        {
            return refusal;
        }

        return desk.Bench.Stage.FindDevice(name) is { State: var device }
            ? DecideFor(device)
            : Answer.Refused(
                $"no device is called {LineWords.Quote(name)}",
                "`decide` alone decides for the given facts");
    }

    public Answer Explain(LineWords words)
    {
        words.End();
        return words.Refusal
            ?? (desk.Decisions.IsEmpty
                ? Answer.Refused(
                    "nothing was decided yet", "an empty line decides for the given facts")
                : Answer.Of(desk.Decisions.SelectMany(d => WhyText.Of(desk.Policy, d))));
    }

    private Answer DecideGiven()
    {
        desk.TrialEvents.Clear();
        var log = new DecisionWatch(desk.Bench.Dispatch, desk.TrialEvents);
        var action = desk.Situation.GivenAction;
        var op = (DmaOp)desk.Situation[Policies.Binding.DmaSchema.Op];
        var result = new Trial(log, log).Run(
            desk.Situation.Machine(desk.Bench.Kernel), desk.Situation.Plan(action));
        (desk.Trial, desk.Last) = (result, result);
        var own = log.Made.Where(d => d.Subject == Trial.DeviceName).ToList();
        var window = own.LastOrDefault(d => d.Graph == 0);
        var path = own.FirstOrDefault(d => d.Graph == 1 && d.About == op.Word());
        desk.Decisions = [.. new[] { window, path }.OfType<MadeDecision>()];
        return Answer.Of(
            WindowLine(result),
            PathLine(op, result.Path),
            $"dma       {result.Verdict}{(result.Bounced ? ", bounced" : "")}");
    }

    private static string WindowLine(TrialResult result)
    {
        if (result.Window is not { } window)
        {
            return "window    no rule is asked: iommu_off";
        }

        var got = result.Granted is { } granted && granted != Wanted(window.Action)
            ? $", but got {granted.ToString().ToLowerInvariant()}"
            : "";
        return $"window    {OutcomeText.Of(window.Action)}{Message(window.Message)}{got} "
            + By(window.Rule, window.Place);
    }

    private static string PathLine(DmaOp op, PathChoice? path) => path is null
        ? $"{op.Word(),-8}  not asked: the mask call failed"
        : $"{op.Word(),-8}  {OutcomeText.Of(path)}{Message(path.Message)} "
            + By(path.Rule, path.Place);

    private static string By(string rule, string place) =>
        place.Length == 0 ? $"by {rule}" : $"by {rule}, {place}";

    private static string Message(string? message) => message is null ? "" : $" \"{message}\"";

    private static GrantedWindow Wanted(WindowAction action) => action switch
    {
        WindowAction.Table => GrantedWindow.Table,
        WindowAction.LowMappingPool => GrantedWindow.Low,
        WindowAction.DdwMappingRam or WindowAction.DdwMappingPool => GrantedWindow.Ddw,
        _ => GrantedWindow.None,
    };

    private Answer DecideFor(DmaDevice device)
    {
        var request = new DmaRequest(desk.Bench.Stage.Machine.Spec.Buffers, AnySize);
        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add(
            $"{device.Name} has {device.DmaMask.Bits} and {device.CoherentMask.Bits} (coherent) "
            + $"bits, window {device.Window.ToString().ToLowerInvariant()}");
        foreach (var op in Enum.GetValues<DmaOp>())
        {
            lines.Add(PathLine(op, desk.Bench.Stage.Machine.Api.DecidePath(device, op, request)));
        }

        return new Answer(lines.ToImmutable());
    }
}
