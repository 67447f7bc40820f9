using System.Diagnostics;
using System.Runtime.CompilerServices;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Xunit.Asserting;

namespace DmaRules.Xunit;

/// <summary>What can be said of policies and their answers. Each assertion gives back what it was
/// called on, and throws a <see cref="PolicyTestException"/> when it is not so: with what came
/// instead, the rule that decided and its place, and what was given. A word that nothing is called
/// throws too, whatever came. The last three parameters are filled in by the compiler.</summary>
[StackTraceHidden]
public static class PolicyAssertions
{
    /// <summary>The request goes this way: an outcome such as <c>bypass</c> or <c>direct through
    /// pool</c>, decided by that rule (<c>otherwise</c> is one too).</summary>
    public static PolicyAnswer ShouldGo(
        this PolicyAnswer answer,
        string outcome,
        string? by = null,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => answer.Check(
            new Expected { Outcome = outcome, Rule = by }, new CSharpPlace(expression, file, line));

    /// <summary>The last mask call came to this: an outcome such as <c>ddw mapping ram</c>, or
    /// <c>table</c> where another window could not be had; decided by that rule.</summary>
    public static PolicyAnswer ShouldWindowBe(
        this PolicyAnswer answer,
        string outcome,
        string? by = null,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => answer.Check(
            new Expected { Result = "window", Outcome = outcome, Rule = by },
            new CSharpPlace(expression, file, line));

    /// <summary>The data arrives, and nothing else is given away.</summary>
    public static PolicyAnswer ShouldWork(
        this PolicyAnswer answer,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => answer.Check(
            new Expected { Verdict = "ok" }, new CSharpPlace(expression, file, line));

    /// <summary>A call fails and the driver is told; for that reason, if one is given.</summary>
    public static PolicyAnswer ShouldFail(
        this PolicyAnswer answer,
        string? reason = null,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => answer.Check(
            new Expected { Verdict = "fails", Reason = reason },
            new CSharpPlace(expression, file, line));

    /// <summary>The data does not arrive and nobody is told; for that reason, if one is
    /// given.</summary>
    public static PolicyAnswer ShouldBreak(
        this PolicyAnswer answer,
        string? reason = null,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => answer.Check(
            new Expected { Verdict = "breaks", Reason = reason },
            new CSharpPlace(expression, file, line));

    /// <summary>The device that misbehaves as the fact <c>probe</c> says sees what it should not;
    /// for that reason, if one is given.</summary>
    public static PolicyAnswer ShouldLeak(
        this PolicyAnswer answer,
        string? reason = null,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => answer.Check(
            new Expected { Verdict = "leaks", Reason = reason },
            new CSharpPlace(expression, file, line));

    /// <summary>Nobody sees what he should not. Where no <c>probe</c> is given the device tries
    /// them all, but <c>leaked_page</c>: a page that the guest itself gives away.</summary>
    public static PolicyAnswer ShouldNotLeak(
        this PolicyAnswer answer,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) =>
        answer.CheckForLeaks(new CSharpPlace(expression, file, line));

    /// <summary>The data goes by way of the bounce pool.</summary>
    public static PolicyAnswer ShouldBeBounced(
        this PolicyAnswer answer,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => answer.Check(
            new Expected { Bounced = true }, new CSharpPlace(expression, file, line));

    /// <summary>The device uses the buffer itself.</summary>
    public static PolicyAnswer ShouldNotBeBounced(
        this PolicyAnswer answer,
        [CallerArgumentExpression(nameof(answer))] string expression = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0) => answer.Check(
            new Expected { Bounced = false }, new CSharpPlace(expression, file, line));

    /// <summary>The file loads; warnings are none.</summary>
    public static PolicyUnderTest ShouldHaveNoErrors(this PolicyUnderTest policy) =>
        policy.Diagnostics.Any(d => d.Descriptor.Severity == Severity.Error)
            ? throw PolicyTestException.Of(policy.Diagnostics)
            : policy;
}
