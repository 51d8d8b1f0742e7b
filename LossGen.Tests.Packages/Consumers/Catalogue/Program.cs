using System.Globalization;
using LossGen;
using LossGen.Losses;

float[] p = [1, 2, 3, 10], y = [1, 2, 5, 2];
int overloads = typeof(Own).GetMethods().Count(method => method.Name == nameof(Own.Mse));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Regression.Huber(p, y, delta: 3)} {Own.Mse(p, y)} {overloads}"));

// The generator comes with the catalogue.
public static partial class Own
{
    [Loss("mean((p - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);
}
