namespace DmaRules.Policies.Scenarios;

/// <summary>What is expected of a step, of a device, or of the whole scenario.</summary>
public abstract record StepExpectation
{
    private StepExpectation()
    {
    }

    /// <summary>The window decision of a mask call.</summary>
    public sealed record Window(string Outcome, string? Rule) : StepExpectation;

    /// <summary>The path decision of an operation.</summary>
    public sealed record Path(string Outcome, string? Rule) : StepExpectation;

    /// <summary>Something is seen: <c>data</c>, <c>other</c>, <c>ciphertext</c>, <c>plaintext</c>
    /// or <c>fault</c>.</summary>
    public sealed record Sees(string Word) : StepExpectation;

    /// <summary>The call succeeds.</summary>
    public sealed record Succeeds : StepExpectation;

    /// <summary>The call fails, for a reason if one is given.</summary>
    public sealed record Fails(string? Reason) : StepExpectation;

    /// <summary>The mapping is bounced, or not.</summary>
    public sealed record Bounces(bool Yes) : StepExpectation;

    /// <summary>The verdict so far: the device's, or over all devices.</summary>
    public sealed record Dma(string Verdict, string? Reason) : StepExpectation;

    /// <summary>How much can be reached or is in use: a consequence, a sign of comparison and a
    /// value.</summary>
    public sealed record Measure(Dsl.Binding.FactSymbol Consequence, string Sign, ulong Value)
        : StepExpectation;
}
