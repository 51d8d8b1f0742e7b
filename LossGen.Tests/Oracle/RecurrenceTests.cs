namespace LossGen.Tests.Oracle;

/// <summary>Recurrences against the interpreter and its central differences, as <see cref="NestTests"/> hold other formulas, with all steps kept and with checkpoints.</summary>
public sealed class RecurrenceTests
{
    /// <summary>The groups of formulas that recur.</summary>
    internal static readonly string[] OfRecurrences = [NestFormulas.Recurrences, NestFormulas.Checkpoints];

    public static TheoryData<string> Groups => [.. OfRecurrences];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Value_and_gradients_agree_with_the_interpreter(string group) =>
        NestTests.CheckAll(NestFormulas.Groups[group], (checks, _) => checks.Run(NestTests.Runs));
}
