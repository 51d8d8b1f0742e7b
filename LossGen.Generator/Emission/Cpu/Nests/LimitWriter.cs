using LossGen.Generator.Declarations;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Writes between which positions a loop runs, see <see cref="LoopLimit"/>.</summary>
internal static class LimitWriter
{
    /// <summary>The first position and the one behind the last.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="all">The first position without limits, and the one behind the last.</param>
    /// <param name="spelled">The value of a limit; null where it is unknown here.</param>
    /// <param name="scope">The names in use.</param>
    /// <param name="code">Takes what is computed before the loop.</param>
    public static (string First, string End) Write(IReadOnlyList<LoopLimit> limits, (string First, string End) all, Func<LoopLimit, string?> spelled, NameScope scope, CodeWriter code)
    {
        ILookup<bool, string> values = limits.Select(limit => (limit.IsFirst, Value: spelled(limit) is { } value ? Rounded(limit, value) : null)).Where(one => one.Value is not null)
            .ToLookup(one => one.IsFirst, one => one.Value!);
        (string first, string end) = all;
        if (values[true].Any())
            code.Line($"nint {first = scope.Unique("first")} = {values[true].Aggregate(all.First, (largest, value) => $"nint.Max({largest}, {value})")};");

        // Nothing is added to the value, which may be the largest integer there is.
        if (values[false].Any())
            code.Line($"nint {end = scope.Unique("beyond")} = {values[false].Aggregate($"{all.End} - 1", (least, value) => $"nint.Min({least}, {value})")} + 1;");
        return (first, end);
    }

    private static string Rounded(LoopLimit limit, string value) => limit.Divisor == 1 ? value : $"Limits.{(limit.IsFirst ? "Ceiling" : "Floor")}({value}, {limit.Divisor})";
}
