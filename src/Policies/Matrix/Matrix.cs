using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Matrix;

/// <summary>What a map and an allocation come to in one situation.</summary>
/// <param name="Map">What a map comes to.</param>
/// <param name="Alloc">What an allocation comes to.</param>
/// <param name="OthersBounce">How much the device reaches of 4 KiB that another one bounces
/// meanwhile.</param>
public sealed record MatrixCell(TrialResult Map, TrialResult Alloc, ByteCount OthersBounce)
{
    /// <summary>The cell in a few words, as lines that belong together; <c>!</c> marks what goes
    /// wrong silently.</summary>
    public ImmutableArray<string> Lines => this switch
    {
        { Map.Verdict: Verdict.Ok, Alloc.Verdict: Verdict.Ok } =>
            [Map.Bounced ? "ok, bounced" : "ok"],
        _ when Map.Verdict.ToString() == Alloc.Verdict.ToString() =>
            [WordsOf(Map.Verdict, "fails")],
        { Alloc.Verdict: Verdict.Ok } => ["alloc ok, map", WordsOf(Map.Verdict, "error")],
        _ => [$"map {WordsOf(Map.Verdict, "error")}, alloc", WordsOf(Alloc.Verdict, "NULL")],
    };

    /// <summary>Whether something goes wrong that nobody is told of.</summary>
    public bool IsSilent => Map.Verdict is Verdict.Breaks or Verdict.Leaks
        || Alloc.Verdict is Verdict.Breaks or Verdict.Leaks;

    /// <summary>Whether all of it works.</summary>
    public bool IsFine => Map.Verdict is Verdict.Ok && Alloc.Verdict is Verdict.Ok;

    /// <summary>Computes a cell.</summary>
    public static MatrixCell Compute(PolicyRunner runner, Situation situation) =>
        new(
            runner.Run(situation, DriverAction.Map),
            runner.Run(situation, DriverAction.Alloc),
            runner.Run(
                situation.With(DmaSchema.Probe, (ulong)ProbeKind.OtherBounce), DriverAction.Map)
                .Exposure.OthersBounce);

    private static string WordsOf(Verdict verdict, string failure) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Fails { Reason: DmaReason.Refused } => "refused",
        Verdict.Fails { Reason: DmaReason.Undecided } => "undecided",
        Verdict.Fails => failure,
        { Why: DmaReason.DeviceSeesCiphertext } => "!ciphertext",
        { Why: DmaReason.NoTceForBusAddress } => "!DMA fault",
        { Why: { } why } => $"!{why.Word().Replace('_', ' ')}",
        _ => verdict.Word,
    };
}

/// <summary>A row of the matrix: its label, the policy's name, its cells from left to
/// right.</summary>
public sealed record MatrixRow(string Label, string Policy, ImmutableArray<MatrixCell> Cells);

/// <summary>The computed matrix.</summary>
/// <param name="Title">What is given in all of it.</param>
/// <param name="Columns">The columns' labels.</param>
/// <param name="Rows">The rows, from top to bottom.</param>
/// <param name="LeftOut">The rows that what is given cannot be asked of, and why.</param>
public sealed record MatrixTable(
    string Title,
    ImmutableArray<string> Columns,
    ImmutableArray<MatrixRow> Rows,
    ImmutableArray<string> LeftOut);
