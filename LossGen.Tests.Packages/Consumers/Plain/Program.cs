using System.Globalization;
using LossGen;

float[] p = [1, 2, 3, 10], y = [1, 2, 5, 2], gradient = new float[4];
float loss = Losses.HuberWithGradient(p, y, gradient, delta: 3);
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loss} [{string.Join(", ", gradient)}]"));

public static partial class Losses
{
    [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
    public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1f);
}
