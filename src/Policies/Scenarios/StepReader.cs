using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Scenarios;

/// <summary>Gives the words of steps their meaning, one step after another. A mapping must have
/// been named by an earlier step.</summary>
public sealed class StepReader
{
    private readonly StepNames _names;

    /// <summary>What a step may do, the words of every verb.</summary>
    internal static ImmutableArray<string> Verbs { get; } =
        [.. DeviceStepReader.Verbs, .. HostStepReader.Verbs];

    /// <summary>A reader who knows some devices and mappings already.</summary>
    public StepReader(IEnumerable<string> devices, IEnumerable<string> mappings) =>
        _names = new StepNames(
            new HashSet<string>(devices, StringComparer.Ordinal),
            new HashSet<string>(mappings, StringComparer.Ordinal));

    /// <summary>The step that is meant. The value is null when there are errors.</summary>
    public Outcome<ScenarioStep?> Read(BoundStep step)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var action = ReadAction(step, diagnostics);
        var expectations = ExpectationReader.Read(step, out var complaint);
        AddIfAny(complaint, diagnostics);
        var read = new ScenarioStep(step.Actor, action, expectations, step.Place);
        return new Outcome<ScenarioStep?>(
            diagnostics.Count == 0 ? read : null, diagnostics.ToImmutable());
    }

    private StepAction? ReadAction(
        BoundStep step, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (step.Actor is not { } actor)
        {
            return null;
        }

        var words = new StepWords(step.Words, step.Place);
        var isHost = actor == MemoryHotplug.Subject;
        if (words.AtEnd)
        {
            CheckKnown(actor, isHost, words);
            AddIfAny(words.Diagnostic, diagnostics);
            return null;
        }

        var action = isHost
            ? new HostStepReader(words, _names).Read()
            : new DeviceStepReader(actor, step.Target, words, _names).Read();
        CheckLeftover(step, action, words);
        AddIfAny(words.Diagnostic, diagnostics);
        Learn(actor, step.Target, isHost);
        return words.Diagnostic is null ? action : null;
    }

    private void CheckKnown(string actor, bool isHost, StepWords words)
    {
        if (!isHost && !_names.Devices.Contains(actor))
        {
            words.Complain(
                DiagnosticCatalog.UnknownActor,
                Suggestion.Help(actor, _names.Devices),
                actor,
                "device");
        }
    }

    private static void CheckLeftover(BoundStep step, StepAction? action, StepWords words)
    {
        if (action is null)
        {
            return;
        }

        if (!words.AtEnd)
        {
            words.Complain(
                DiagnosticCatalog.LeftoverWord,
                "one step a line",
                words.Peek(),
                step.Words[0].Text);
        }

        var makes = action is StepAction.Map or StepAction.Alloc or StepAction.MapResource;
        if (step.Target is { } target && !makes)
        {
            words.ComplainOfStep(
                DiagnosticCatalog.NothingToName,
                $"leave out `{target} =`",
                step.Words[0].Text,
                target);
        }
    }

    // A broken step still names what it names, so that one mistake is one error.
    private void Learn(string actor, string? target, bool isHost)
    {
        if (target is not null)
        {
            _names.Mappings.Add(target);
        }

        if (!isHost)
        {
            _names.Devices.Add(actor);
        }
    }

    private static void AddIfAny(
        Diagnostic? diagnostic, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (diagnostic is not null)
        {
            diagnostics.Add(diagnostic);
        }
    }
}

/// <summary>The devices and mappings that earlier steps named.</summary>
internal sealed record StepNames(HashSet<string> Devices, HashSet<string> Mappings);
