using DmaRules.Runtime.Dma;

namespace DmaRules.Runtime.Checking;

/// <summary>What came of one driver's life.</summary>
/// <param name="Window">The last mask call's decision, or that of device set-up; null with
/// <c>iommu=off</c>. </param>
/// <param name="Granted">What the last call got; null if it failed.</param>
/// <param name="Path">The operation's path; null if a mask call failed first.</param>
/// <param name="Facts">The facts that the path was decided with, or the last ones there
/// were.</param>
/// <param name="Verdict">What became of the DMA.</param>
/// <param name="Bounced">Whether its data went through a bounce slot.</param>
/// <param name="Effort">What it cost.</param>
/// <param name="Exposure">What could be reached while the mapping lived.</param>
public readonly record struct TrialResult(
    WindowChoice? Window,
    GrantedWindow? Granted,
    PathChoice? Path,
    DispatchFacts Facts,
    Verdict Verdict,
    bool Bounced,
    Effort Effort,
    Exposure Exposure);
