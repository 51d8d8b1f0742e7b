namespace LossGen.Sample;

/// <summary>Points of a plane of which few are of the class that is looked for.</summary>
/// <param name="Points">The points, a row each.</param>
/// <param name="Labels">1 for those of the rare class, else 0.</param>
public sealed record RareClass(Matrix Points, float[] Labels)
{
    /// <summary>The share of the rare class.</summary>
    public const double Share = 0.03;

    /// <summary>The common class around the origin, and the rare one, narrower, beside it; the classes overlap.</summary>
    public static RareClass Generate(int count, int seed)
    {
        const double x = 2, y = 1.5, spread = 0.7;
        Random random = new(seed);
        float[] labels = new float[count];
        Matrix points = new(count, 2);
        for (int i = 0; i < count; i++)
        {
            bool isRare = i < Share * count;
            labels[i] = isRare ? 1 : 0;
            points.Values[2 * i] = (float)(isRare ? x + spread * Normal.Next(random) : Normal.Next(random));
            points.Values[2 * i + 1] = (float)(isRare ? y + spread * Normal.Next(random) : Normal.Next(random));
        }

        return new(points, labels);
    }
}
