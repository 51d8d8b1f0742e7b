namespace LossGen.Sample;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>A random number of it, by the method of Box and Muller.</summary>
    public static double Next(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
