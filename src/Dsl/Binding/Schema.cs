using System.Collections.Immutable;

namespace DmaRules.Dsl.Binding;

/// <summary>Who may name a fact, and when it is known.</summary>
[Flags]
public enum FactUse
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>A test or a command may give it.</summary>
    Given = 1,

    /// <summary>Proofs, invariants and <c>-</c> range over it.</summary>
    Ranged = 2,

    /// <summary><c>decide window</c> may read it.</summary>
    Window = 4,

    /// <summary><c>decide path</c> may read it.</summary>
    Path = 8,

    /// <summary>Known only after a run: for invariants and expectations.</summary>
    Consequence = 16,

    /// <summary>Declared by a policy as <c>param</c>.</summary>
    Param = 32,
}

/// <summary>One fact: its slot in <c>Facts</c>, name, type, use, default (null: the machine
/// computes it), what it means and what the kernel calls it.</summary>
public sealed record FactSymbol(
    int Slot,
    string Name,
    ValueType Type,
    FactUse Use,
    ulong? Default,
    string Doc,
    string KernelWord = "");

/// <summary>One way a decision can end, as it is written, e.g. <c>ddw mapping ram</c>.</summary>
public sealed record OutcomeSymbol(string Text, bool TakesMessage, string Doc)
{
    /// <summary>What <c>otherwise impossible</c> ends in: a claim that no situation gets
    /// there.</summary>
    public static OutcomeSymbol Impossible { get; } =
        new("impossible", false, "the file says that no situation gets here");
}

/// <summary>A question a policy answers (<c>window</c>, <c>path</c>), who may read what in it
/// (<paramref name="Use"/>), and its possible answers.</summary>
public sealed record DecisionSymbol(
    string Name, FactUse Use, ImmutableArray<OutcomeSymbol> Outcomes, string Doc)
{
    /// <summary>An <c>otherwise</c> for who has none: a refusal does the least harm.</summary>
    public string CautiousEnd =>
        Outcomes.FirstOrDefault(o => o.TakesMessage) is { } refusal
            ? $"otherwise => {refusal.Text} \"no rule holds\""
            : $"otherwise => {Outcomes[0].Text}";
}

/// <summary>What a test can expect something of: <c>window</c> or an operation, and which decision
/// it shows.</summary>
public sealed record ResultSymbol(string Name, DecisionSymbol Decision);

/// <summary>A verdict word (<c>ok</c>, <c>fails</c>, <c>breaks</c>, <c>leaks</c>) and the reasons
/// it can have.</summary>
public sealed record VerdictSymbol(string Name, ImmutableArray<string> Reasons);

/// <summary>A kernel release on a platform that the machine can be.</summary>
public sealed record ReleaseSymbol(string Kernel, string Platform);

/// <summary>All the words that a machine lends to the language. Slots of facts run from 0 without a
/// gap; parameters of a policy come behind them.</summary>
public sealed record Schema(
    ImmutableArray<FactSymbol> Facts,
    ImmutableArray<DecisionSymbol> Decisions,
    ImmutableArray<ResultSymbol> Results,
    ImmutableArray<VerdictSymbol> Verdicts,
    ImmutableArray<ReleaseSymbol> Releases,
    string DefaultKernel)
{
    /// <summary>Every release's name, once.</summary>
    public ImmutableArray<string> Kernels { get; } =
        [.. Releases.Select(r => r.Kernel).Distinct()];

    /// <summary>Every platform's name, once; the first is meant where none is named.</summary>
    public ImmutableArray<string> Platforms { get; } =
        [.. Releases.Select(r => r.Platform).Distinct()];

    /// <summary>The fact of that name, or null.</summary>
    public FactSymbol? FindFact(string name) => Facts.FirstOrDefault(f => f.Name == name);

    /// <summary>The file that has what a policy for a kernel neither has nor uses.</summary>
    public string BasePolicyOf(string kernel, string? platform = null) =>
        $"{platform ?? Platforms[0]}-{kernel}.rules";
}
