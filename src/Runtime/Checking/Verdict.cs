using DmaRules.Runtime.Dma;

namespace DmaRules.Runtime.Checking;

/// <summary>What became of the DMA, with the event that proves it.</summary>
public abstract record Verdict
{
    private Verdict(string word) => Word = word;

    /// <summary><c>ok</c>, <c>fails</c>, <c>breaks</c> or <c>leaks</c>.</summary>
    public string Word { get; }

    /// <summary>Why; null if it is ok.</summary>
    public virtual DmaReason? Why => null;

    /// <summary>The event that decided; null if it is ok.</summary>
    public virtual DmaEvent? Proof => null;

    /// <inheritdoc/>
    public sealed override string ToString() => Why is { } why ? $"{Word} {why.Word()}" : Word;

    /// <summary>The data arrived, and nothing else was given away.</summary>
    public sealed record Ok() : Verdict("ok");

    /// <summary>It failed cleanly: the driver was told.</summary>
    public sealed record Fails(DmaReason Reason, DmaEvent Event) : Verdict("fails")
    {
        /// <inheritdoc/>
        public override DmaReason? Why => Reason;

        /// <inheritdoc/>
        public override DmaEvent? Proof => Event;
    }

    /// <summary>It broke, and nobody was told.</summary>
    public sealed record Breaks(DmaReason Reason, DmaEvent Event) : Verdict("breaks")
    {
        /// <inheritdoc/>
        public override DmaReason? Why => Reason;

        /// <inheritdoc/>
        public override DmaEvent? Proof => Event;
    }

    /// <summary>Somebody outside saw what it should not.</summary>
    public sealed record Leaks(DmaReason Reason, DmaEvent Event) : Verdict("leaks")
    {
        /// <inheritdoc/>
        public override DmaReason? Why => Reason;

        /// <inheritdoc/>
        public override DmaEvent? Proof => Event;
    }
}
