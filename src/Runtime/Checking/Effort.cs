using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Checking;

/// <summary>What a driver's life cost.</summary>
/// <param name="Copied">Bytes that were copied to bounce slots and back for it.</param>
/// <param name="Hypercalls">Hypercalls that TCEs took, those for its PE's windows
/// included.</param>
public readonly record struct Effort(ByteCount Copied, ulong Hypercalls);
