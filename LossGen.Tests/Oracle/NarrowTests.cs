namespace LossGen.Tests.Oracle;

/// <summary>
/// The formulas over several axes with tensors of 16 bits: they give what the same formulas give on floats of the same values, outputs rounded once, wherever
/// the elements lie in memory.
/// </summary>
public sealed class NarrowTests
{
    internal const int Runs = 2;

    private const int MostElements = 3000;

    private static readonly NestFormula[] Elementwise =
    [
        new("mean((p - y)^2)", "p[i]*; y[i]*"),
        new("sum(w * log(1 + exp(p)) * s)", "p[i]*; byte w[i] < 2; s* = 0.5"),
        new("mean(abs(e) <= 1 ? e^2 / 2 : abs(e) - 0.5) where e = p - y", "p[i]*; y[i]"),
        new("max(0, p) - p * y + log(1 + exp(-abs(p)))", "p[i]*; y[i]; -> loss[i]"),
        new("sqrt(mean((p - mean(p))^2) + 0.01)", "p[i]*"),
        new("sum[i]((p[i] - (p[i + 1] ?? p[i]))^2)", "p[i]*"),
        new("mean((p - y)^2) where e = p - y", "tensor p[i]*; tensor y[i]; out tensor e[i]"),
    ];

    public static TheoryData<string> Groups => [.. NestFormulas.Groups.Keys.Where(group => group != NestFormulas.Checkpoints)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Formulas_give_what_they_give_on_floats(string group)
    {
        // They differ in how elements are converted only, which the formulas below and those of short rows have of both.
        bool isEven = NestFormulas.Groups.Keys.Order(StringComparer.Ordinal).ToList().IndexOf(group) % 2 == 0;
        CheckAll(NestFormulas.Groups[group], Runs, isEven ? NestType.Half : NestType.BFloat16);
    }

    [Fact]
    public void Losses_of_elements_give_what_they_give_on_floats() => CheckAll(Elementwise, 12);

    [Fact]
    public void Large_outputs_are_written_whole()
    {
        NestLosses losses = NestLosses.Compile([Elementwise[0]], NestType.Single, NestType.Half, NestType.BFloat16);
        var inputs = NestInputs.Random(Elementwise[0], new Dictionary<string, int> { ["i"] = 1_000_017 }, new Random(1));
        foreach (NestType type in new[] { NestType.Half, NestType.BFloat16 })
            new NarrowChecks(Elementwise[0], 0, losses).Run(inputs, type, NestLayout.Dense, upstream: 1e6);
    }

    /// <summary>Holds the formulas against themselves on floats.</summary>
    internal static void CheckAll(IReadOnlyList<NestFormula> formulas, int runs, params NestType[] types)
    {
        if (types.Length == 0)
            types = [NestType.Half, NestType.BFloat16];
        NestLosses losses = NestLosses.Compile(formulas, [NestType.Single, .. types]);
        NestFormulas.CheckEach(formulas, (formula, k) => new NarrowChecks(formula, k, losses).Run(runs, MostElements, types));
    }
}
