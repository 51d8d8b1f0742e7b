// Compiled ahead of time: exits with 0 where every loss and gradient is that of a plain loop, else with 1.
using LossGen.Losses;
using LossGen.Tests.Aot;

int failures = 0;
foreach (int count in new[] { 1, 7, 16, 1000, 100_003 })
    Compare(count);
Console.WriteLine(failures == 0 ? "NativeAOT: all losses and gradients are right" : $"NativeAOT: {failures} comparisons failed");
return failures == 0 ? 0 : 1;

void Compare(int count)
{
    var random = new Random(count);
    float[] p = Numbers(count, _ => (4 * random.NextSingle()) - 2);
    float[] y = Numbers(count, _ => (float)random.Next(2));
    int[] k = Numbers(count, _ => random.Next(-1, 2));
    k[0] = 0; // so that the filtered mean is one of something
    double[] wideP = Array.ConvertAll(p, x => (double)x), wideY = Array.ConvertAll(y, x => (double)x);
    var gradient = new float[count];
    var hessian = new float[count];
    var wideGradient = new double[count];
    var expected = new double[count];
    var expectedHessian = new double[count];

    double mse = References.Mse(wideP, wideY, expected);
    Check("MSE", [Losses.Mse(p, y), Losses.MseWithGradient(p, y, gradient)], [mse, mse], 1e-5);
    Check("MSE's gradient", gradient, expected, 1e-5);
    Check("the catalogue's MSE", [Regression.SquaredError(p, y), Regression.SquaredErrorWithGradient(p, y, gradient)], [mse, mse], 1e-5);
    Check("the catalogue's MSE's gradient", gradient, expected, 1e-5);

    double bce = References.Bce(wideP, wideY, expected, expectedHessian);
    Check("BCE", [Losses.Bce(p, y), Losses.BceWithGradientAndHessian(p, y, gradient, hessian)], [bce, bce], 1e-5);
    Check("BCE's gradient", gradient, expected, 1e-5);
    Check("BCE's Hessian", hessian, expectedHessian, 1e-5);

    double smooth = 3.0 * count; // p may be negative, and the denominator must not come near 0
    double dice = References.SoftDice(wideP, wideY, smooth, expected);
    Check(
        "Dice",
        [Losses.SoftDice(wideP, wideY, smooth), Losses.SoftDiceWithGradient(wideP, wideY, wideGradient, smooth)], [dice, dice], 1e-11);
    Check("Dice's gradient", wideGradient, expected, 1e-11);

    Array.Clear(expected);
    double cauchy = References.MaskedCauchy(wideP, wideY, k, -1, expected);
    Check(
        "Cauchy",
        [Losses.MaskedCauchy(wideP, wideY, k), Losses.MaskedCauchyWithGradient(wideP, wideY, k, wideGradient)], [cauchy, cauchy], 1e-11);
    Check("Cauchy's gradient", wideGradient, expected, 1e-11);

    double partition = References.LogPartition(wideP, expected);
    Check("log-partition", [Losses.LogPartition(p), Losses.LogPartitionWithGradient(p, gradient)], [partition, partition], 1e-5);
    Check("log-partition's gradient", gradient, expected, 1e-5);

    Losses.AbsoluteErrors(p, y, gradient);
    Check("absolute errors", gradient, Numbers(count, i => Math.Abs(wideP[i] - wideY[i])), 1e-5);
}

void Check<T>(string what, T[] actual, double[] expected, double tolerance)
    where T : IConvertible
{
    double scale = expected.Average(Math.Abs) + (1e-3 / expected.Length); // for numbers that cancel to almost 0
    for (int i = 0; i < expected.Length; i++)
    {
        double found = actual[i].ToDouble(null);
        if (Math.Abs(found - expected[i]) <= tolerance * Math.Max(Math.Abs(expected[i]), scale))
            continue;
        Console.WriteLine($"{what}, element {i} of {expected.Length}: {found:R} instead of {expected[i]:R}");
        failures++;
        return;
    }
}

static T[] Numbers<T>(int count, Func<int, T> next) => [.. Enumerable.Range(0, count).Select(next)];
