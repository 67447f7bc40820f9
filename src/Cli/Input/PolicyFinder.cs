using DmaRules.Cli.Rendering;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Cli.Input;

/// <summary>Loads what a POLICY argument means: the name of a shipped policy, or a file.</summary>
internal sealed class PolicyFinder
{
    private readonly FileReader _files;
    private readonly FileResolver _resolver;

    public PolicyFinder(Shell shell)
    {
        _files = new FileReader(shell);
        _resolver = new FileResolver(_files);
    }

    public Read<BoundPolicy> Find(string argument)
    {
        if (FindSource(argument).Failed(out var source, out var complaint))
        {
            return new Read<BoundPolicy>(null, complaint);
        }

        return OrComplain(Load(source));
    }

    /// <summary>The policy in a text, with all that is to be said about it.</summary>
    public Outcome<BoundPolicy?> Load(SourceText source) =>
        Policy.Load(source, DmaSchema.Instance, _resolver);

    /// <summary>The same, and what is wrong with the files that scenarios and differences
    /// name.</summary>
    public Outcome<BoundPolicy?> Check(SourceText source) =>
        Policy.Check(source, DmaSchema.Instance, _resolver);

    /// <summary>The sources that PATH arguments mean: files, all policies in folders, shipped
    /// names.</summary>
    public Read<IReadOnlyList<Read<SourceText>>> Sources(IEnumerable<string> paths)
    {
        var sources = new List<Read<SourceText>>();
        foreach (var path in paths)
        {
            if (!_files.IsFolder(path) || ShippedPolicies.Names.Contains(path))
            {
                sources.Add(FindSource(path));
                continue;
            }

            string[] files = [.. _files.PoliciesIn(path)];
            if (files.Length == 0)
            {
                return new Read<IReadOnlyList<Read<SourceText>>>(null, new Complaint.Unusable(
                    $"{path} holds no *.rules file", "name a file, or a folder with policies"));
            }

            sources.AddRange(files.Select(_resolver.Open));
        }

        var unusable = sources.Select(s => s.Complaint)
            .OfType<Complaint.Unusable>()
            .FirstOrDefault();
        return new Read<IReadOnlyList<Read<SourceText>>>(
            unusable is null ? sources : null, unusable);
    }

    /// <summary>The policies behind several arguments, or why one of them cannot be had.</summary>
    public Read<IReadOnlyList<BoundPolicy>> FindAll(IEnumerable<string> arguments)
    {
        var found = new List<BoundPolicy>();
        foreach (var argument in arguments)
        {
            if (Find(argument).Failed(out var policy, out var complaint))
            {
                return new Read<IReadOnlyList<BoundPolicy>>(null, complaint);
            }

            found.Add(policy);
        }

        return new Read<IReadOnlyList<BoundPolicy>>(found, null);
    }

    /// <summary>The text behind a POLICY argument.</summary>
    public Read<SourceText> FindSource(string argument)
    {
        // A shipped name stands for itself even where a folder is called so; a file is then
        // `./name`.
        if (ShippedPolicies.Names.Contains(argument))
        {
            return new Read<SourceText>(ShippedPolicies.Find(argument), null);
        }

        if (_files.IsFile(argument) || _files.IsFolder(argument) || LooksLikeAPath(argument))
        {
            return !_files.IsFile(argument) && ShippedPolicies.Find(argument) is { } shipped
                ? new Read<SourceText>(shipped, null)
                : _resolver.Open(argument);
        }

        var nearest = Suggestion.Nearest(argument, ShippedPolicies.Names);
        return new Read<SourceText>(null, new Complaint.Unusable(
            $"no file and no shipped policy is called `{argument}`",
            nearest is null
                ? "`dmarules list` shows the shipped ones"
                : $"did you mean `{nearest}`?"));
    }

    /// <summary>What an argument's text and all that it uses declare, as far as they can be
    /// read.</summary>
    public IEnumerable<OutlineEntry> Outline(string argument)
    {
        var source = FindSource(argument).Value;
        for (var files = 0; source is not null && files < Limits.UseDepth; files++)
        {
            var entries = FileOutline.Read(source);
            foreach (var entry in entries)
            {
                yield return entry;
            }

            source = entries.FirstOrDefault(e => e.Keyword == "use") is { } use
                ? _resolver.Find(use.Name, source)
                : null;
        }
    }

    /// <summary>Plays a scenario of a file, under that file or the one it names.</summary>
    public Read<ScenarioReport> Play(
        BoundScenario scenario, BoundPolicy file, IDecisionEngine engine)
    {
        if (Stage(scenario, file).Failed(out var play, out var complaint))
        {
            return new Read<ScenarioReport>(null, complaint);
        }

        var runner = new PolicyRunner(play.Policy, engine);
        return new Read<ScenarioReport>(new ScenarioRunner(runner).Run(play.Plan), null);
    }

    /// <summary>All that is needed to play a scenario.</summary>
    public Read<ScenarioPlay> Stage(BoundScenario scenario, BoundPolicy file)
    {
        var plan = ScenarioPlan.Read(scenario);
        if (plan.Value is not { } steps)
        {
            return new Read<ScenarioPlay>(null, new Complaint.Broken(plan.Diagnostics));
        }

        return OrComplain(ScenarioPolicy.Load(scenario, file, _resolver))
            .Failed(out var policy, out var complaint)
            ? new Read<ScenarioPlay>(null, complaint)
            : new Read<ScenarioPlay>(new ScenarioPlay(steps, policy), null);
    }

    /// <summary>The policy that a <c>differs from</c> names.</summary>
    public Read<BoundPolicy> Compared(BoundDiffers claim) =>
        OrComplain(ReferencedPolicy.Load(claim.Other, claim.Place, _resolver));

    private static Read<BoundPolicy> OrComplain(Outcome<BoundPolicy?> loaded) => new(
        loaded.Value, loaded.Value is null ? new Complaint.Broken(loaded.Diagnostics) : null);

    private static bool LooksLikeAPath(string argument) =>
        argument.Contains('/', StringComparison.Ordinal)
        || argument.EndsWith(".rules", StringComparison.Ordinal);
}
