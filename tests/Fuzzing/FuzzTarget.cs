namespace DmaRules.Fuzzing;

/// <summary>One entry of the tool that takes whatever it is given, and all that it promises about
/// what comes out.</summary>
public abstract class FuzzTarget
{
    /// <summary>What the command line calls it, and the folder of its corpus.</summary>
    public abstract string Name { get; }

    /// <summary>Inputs to start from.</summary>
    public abstract IEnumerable<byte[]> Seeds { get; }

    /// <summary>Feeds it one input. A promise that is broken is thrown; so is, by the tool itself,
    /// what it must not throw.</summary>
    public abstract void Run(byte[] input, Observations seen);

    /// <summary>What an input of this length may make the tool allocate.</summary>
    public virtual long MostBytes(int length) => (256L << 20) + (20_000L * length);
}
