namespace LossGen.Tests.Torch.Catalogue;

/// <summary>A tensor that a loss of the catalogue takes, and how its numbers are drawn.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Axes">Its axes, with a blank between them; a number is an axis of that extent.</param>
/// <param name="Draw">Draws all numbers, for the extents of the axes.</param>
internal sealed record CatalogueInput(string Name, string Axes, Func<Random, Extents, double[]> Draw)
{
    /// <summary>Gets a value indicating whether any number will do, so that extreme ones are tried too.</summary>
    public bool IsReal { get; private init; }

    /// <summary>Gets a value indicating whether it holds indices.</summary>
    public bool IsIndex { get; private init; }

    public static CatalogueInput Real(string name, string axes = "n") =>
        Each(name, axes, random => 3 * Normal(random)) with { IsReal = true };

    public static CatalogueInput Between(double low, double high, string name, string axes = "n") =>
        Each(name, axes, random => low + ((high - low) * random.NextDouble()));

    public static CatalogueInput Probability(string name, string axes = "n") => Between(0.001, 0.999, name, axes);

    public static CatalogueInput Binary(string name, string axes = "n") => Each(name, axes, random => random.Next(2));

    public static CatalogueInput Sign(string name, string axes = "n") => Each(name, axes, random => (2 * random.Next(2)) - 1);

    public static CatalogueInput Count(string name, string axes = "n") => Each(name, axes, random => random.Next(6));

    /// <summary>Class indices, from 0 to just below the extent of an axis; some of them -100, which is ignored, where asked for.</summary>
    public static CatalogueInput Class(string name, string axes, string classes, bool ignored = false)
    {
        return new CatalogueInput(name, axes, Draw) { IsIndex = true };

        double[] Draw(Random random, Extents extents) =>
            Fill(extents.Count(axes), () => ignored && random.Next(4) == 0 ? -100 : random.Next(extents[classes]));
    }

    /// <summary>Rows of positive numbers whose sum over the last axis is 1; some of them 0 where asked for.</summary>
    public static CatalogueInput Distribution(string name, string axes, bool zeros = false)
    {
        return new CatalogueInput(name, axes, Draw);

        double[] Draw(Random random, Extents extents)
        {
            int width = extents[axes.Split(' ')[^1]];
            double[] values = Fill(extents.Count(axes), () => zeros && random.Next(5) == 0 ? 0 : 0.05 + random.NextDouble());
            for (int row = 0; row < values.Length; row += width)
            {
                Span<double> numbers = values.AsSpan(row, width);
                double sum = 0;
                foreach (double number in numbers)
                    sum += number;
                if (sum == 0)
                    sum = numbers[0] = 1;
                foreach (ref double number in numbers)
                    number /= sum;
            }

            return values;
        }
    }

    /// <summary>Boxes as x1, y1, x2, y2 with positive sides, of which some overlap and some do not.</summary>
    public static CatalogueInput Boxes(string name, string axes)
    {
        return new CatalogueInput(name, axes, Draw);

        double[] Draw(Random random, Extents extents)
        {
            double[] values = Fill(extents.Count(axes), () => 4 * random.NextDouble());
            for (int i = 0; i < values.Length; i += 4)
            {
                values[i + 2] = values[i] + 0.5 + values[i + 2];
                values[i + 3] = values[i + 1] + 0.5 + values[i + 3];
            }

            return values;
        }
    }

    private static CatalogueInput Each(string name, string axes, Func<Random, double> draw) =>
        new(name, axes, (random, extents) => Fill(extents.Count(axes), () => draw(random)));

    private static double[] Fill(int count, Func<double> draw)
    {
        double[] values = new double[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = draw();
        return values;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
