using Xunit.Abstractions;

namespace DmaRules.Xunit.Tests.Running;

/// <summary>What xunit is told: nothing, so that it does as it always does.</summary>
internal sealed class FrameworkOptions
    : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> _values = [];

    public TValue GetValue<TValue>(string name) =>
        _values.TryGetValue(name, out var value) ? (TValue)value! : default!;

    public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
}
