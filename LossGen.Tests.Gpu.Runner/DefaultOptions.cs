using Xunit.Abstractions;

namespace LossGen.Tests.Gpu.Runner;

/// <summary>Options of which none is set, so that xunit takes its own defaults.</summary>
internal sealed class DefaultOptions : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
{
    private readonly Dictionary<string, object?> values = [];

    public TValue GetValue<TValue>(string name) => values.TryGetValue(name, out object? value) ? (TValue)value! : default!;

    public void SetValue<TValue>(string name, TValue value) => values[name] = value;
}
