using DmaRules.Analysis.Proof;
using DmaRules.Cli.Commands;
using DmaRules.Cli.Input;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Completion;

/// <summary>What can stand where: an argument's name in the usage line says what it is, so a new
/// command completes as soon as it calls its arguments as the others do.</summary>
internal sealed class WordSources(Shell shell)
{
    private readonly PolicyFinder _finder = new(shell);

    public IEnumerable<Candidate> For(string name, Asked asked) => name switch
    {
        "POLICY" or "BEFORE" or "AFTER" or "--policy" => Shipped.Concat(RuleFiles(asked)),
        "PATH" when asked.Command.Name == FmtCommand.Name => RuleFiles(asked),
        "PATH" => RuleFiles(asked).Concat(Shipped),
        "NAME" => Shipped,
        "FACT=VALUE" or "--given" => FactWords.For(asked, Declared(asked, "POLICY")),
        "CLAIM" => Claim.Predefined.Select(c => new Candidate(c.Name, c.Says))
            .Concat(Named(asked, "POLICY", "invariant")),
        "CODE" => DiagnosticPages.Codes.Select(
            c => new Candidate(c, DiagnosticCatalog.Find(c)?.Title)),
        "SHELL" => CompletionCommand.Shells.Select(s => new Candidate(s)),
        "--scenario" => Named(asked, "POLICY", "scenario")
            .Append(new Candidate("*", "all of them")),
        "--filter" => Named(asked, "PATH", "test", "table", "scenario"),
        _ => [],
    };

    private static IEnumerable<Candidate> Shipped =>
        ShippedPolicies.Names.Select(n => new Candidate(n, ReasonFor(n)));

    private static string? ReasonFor(string policy) =>
        ShippedPolicies.Find(policy) is { } source
            ? FileOutline.Read(source).FirstOrDefault(e => e.Keyword == "policy")?.Because
            : null;

    private IEnumerable<Candidate> RuleFiles(Asked asked) =>
        new FileReader(shell).Completing(asked.Current).Select(p => new Candidate(p));

    private IEnumerable<Candidate> Named(Asked asked, string argument, params string[] keywords) =>
        from entry in Declared(asked, argument)
        where keywords.Contains(entry.Keyword)
        select new Candidate(entry.Name, entry.Because ?? entry.Keyword);

    // The files on the line with all that they use, as far as they can be read.
    private IEnumerable<OutlineEntry> Declared(Asked asked, string argument) =>
        asked.ValuesOf(argument).SelectMany(_finder.Outline);
}
