using System.Numerics;

namespace LossGen.Tests.Gpu.Numerics;

/// <summary>Pairs of arguments: the special ones with each other, all magnitudes, and where the functions have their turning points.</summary>
internal static class Arguments
{
    private const int Random = 1200;

    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, 2.5, -2.5, 10, -7, 1e-3, 20, -20, 88.5, -103.5, 709.5, -744.5, 3200, 1.7e6, -4e7, 1e15, 1e22,
        double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    /// <summary>The pairs, rounded to the element.</summary>
    public static (T[] X, T[] Y) Of<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T[] special =
        [
            .. Special.Select(T.CreateTruncating), T.Epsilon, -T.Epsilon, T.MaxValue, T.MinValue, T.Epsilon * T.CreateTruncating(1 << 20),
            T.BitIncrement(T.One), T.BitDecrement(T.One), T.BitDecrement(T.CreateTruncating(0.5)),
        ];
        var random = new Random(20);
        var x = new List<T>();
        var y = new List<T>();

        foreach (T first in special)
        {
            x.AddRange(Enumerable.Repeat(first, special.Length));
            y.AddRange(special);
        }

        for (int i = 0; i < Random; i++)
        {
            x.Add(Draw<T>(random));
            y.Add(Draw<T>(random));
        }

        return ([.. x], [.. y]);
    }

    private static T Draw<T>(Random random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        double sign = random.Next(3) == 0 ? -1 : 1;
        double exponents = 2 * Math.Log2(double.CreateTruncating(T.MaxValue));
        return T.CreateTruncating(sign * (random.Next(6) switch
        {
            0 => Math.Pow(2, (random.NextDouble() - 0.5) * exponents * 0.52) * Math.Pow(2, (random.NextDouble() - 0.5) * exponents * 0.52),
            1 => random.NextDouble(),
            2 => 1 + ((random.NextDouble() - 0.5) * 0.1),
            3 => random.NextDouble() * 10,
            4 => random.NextDouble() * 100,
            _ => Math.Exp((random.NextDouble() - 0.5) * 40),
        }));
    }
}
