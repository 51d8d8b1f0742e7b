using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>Eight small Gaussians on a circle, which generators like to forget some of.</summary>
internal static class RingOfGaussians
{
    public const int Modes = 8;

    private const double Radius = 2, Deviation = 0.1;

    public static Tensor Sample(int count)
    {
        Tensor angle = randint(0, Modes, count, ScalarType.Float32) * (2 * Math.PI / Modes);
        return stack([Radius * cos(angle), Radius * sin(angle)], 1) + (Deviation * randn(count, 2));
    }

    /// <summary>How many of the Gaussians have at least a quarter of their share of the samples, and the share of samples within three deviations of one.</summary>
    public static (int Found, double Near) Judge(float[] samples)
    {
        var found = new int[Modes];
        int count = samples.Length / 2;
        for (int i = 0; i < count; i++)
        {
            double x = samples[2 * i], y = samples[(2 * i) + 1];
            int mode = (int)Math.Round(Math.Atan2(y, x) / (2 * Math.PI / Modes));
            double angle = mode * 2 * Math.PI / Modes;
            if (Math.Pow(x - (Radius * Math.Cos(angle)), 2) + Math.Pow(y - (Radius * Math.Sin(angle)), 2) <= 9 * Deviation * Deviation)
                found[(mode + Modes) % Modes]++;
        }

        return (found.Count(near => near >= count / (4.0 * Modes)), (double)found.Sum() / count);
    }
}
