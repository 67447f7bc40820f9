using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace DmaRules.Xunit.Discovery;

/// <summary>Runs a check, and then the method as xunit would; the time is that of both.</summary>
internal sealed class CaseRunner(
    IXunitTestCase testCase,
    Action check,
    object[] constructorArguments,
    object?[] testMethodArguments,
    IMessageBus messageBus,
    ExceptionAggregator aggregator,
    CancellationTokenSource cancellation)
    : XunitTestCaseRunner(
        testCase,
        testCase.DisplayName,
        testCase.SkipReason,
        constructorArguments,
        testMethodArguments,
        messageBus,
        aggregator,
        cancellation)
{
    protected override XunitTestRunner CreateTestRunner(
        ITest test,
        IMessageBus messageBus,
        Type testClass,
        object[] constructorArguments,
        MethodInfo testMethod,
        object[] testMethodArguments,
        string skipReason,
        IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) => new CheckedTestRunner(
            test,
            check,
            messageBus,
            testClass,
            constructorArguments,
            testMethod,
            testMethodArguments,
            skipReason,
            beforeAfterAttributes,
            aggregator,
            cancellationTokenSource);

    private sealed class CheckedTestRunner(
        ITest test,
        Action check,
        IMessageBus messageBus,
        Type testClass,
        object[] constructorArguments,
        MethodInfo testMethod,
        object[] testMethodArguments,
        string skipReason,
        IReadOnlyList<BeforeAfterTestAttribute> beforeAfterAttributes,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellation)
        : XunitTestRunner(
            test,
            messageBus,
            testClass,
            constructorArguments,
            testMethod,
            testMethodArguments,
            skipReason,
            beforeAfterAttributes,
            aggregator,
            cancellation)
    {
        protected override async Task<decimal> InvokeTestMethodAsync(ExceptionAggregator aggregator)
        {
            var timer = new ExecutionTimer();
            timer.Aggregate(() => aggregator.Run(check));
            return aggregator.HasExceptions
                ? timer.Total
                : timer.Total + await base.InvokeTestMethodAsync(aggregator);
        }
    }
}
