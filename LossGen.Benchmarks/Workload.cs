namespace LossGen.Benchmarks;

/// <summary>Inputs, and an output for the gradient.</summary>
internal sealed class Workload
{
    private readonly float[] p, y, gradient;

    public Workload(int count)
    {
        var random = new Random(1);
        p = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        y = [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        gradient = new float[count];
    }

    /// <summary>
    /// The losses, and the bytes that value and gradient move per element: two inputs, one output, and what a second pass reads again.
    /// </summary>
    public static IReadOnlyList<(string Name, int Bytes, Func<Workload, float> Run)> All { get; } =
    [
        ("MSE", 12, w => w.Mse()),
        ("Huber", 12, w => w.Huber()),
        ("log-cosh", 12, w => w.LogCosh()),
        ("BCE, logits", 12, w => w.BceFromLogits()),
        ("soft Dice", 16, w => w.SoftDice()),
    ];

    public float Mse() => Losses.MseWithGradient(p, y, gradient);

    public float Huber() => Losses.HuberWithGradient(p, y, 0.5f, gradient);

    public float LogCosh() => Losses.LogCoshWithGradient(p, y, gradient);

    public float BceFromLogits() => Losses.BceFromLogitsWithGradient(p, y, gradient);

    public float SoftDice() => Losses.SoftDiceWithGradient(p, y, gradient);
}
