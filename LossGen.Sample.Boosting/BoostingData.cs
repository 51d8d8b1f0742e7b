namespace LossGen.Sample.Boosting;

/// <summary>A curve with noise that grows along it, and outliers above.</summary>
internal sealed record BoostingData(float[,] Features, float[] Labels)
{
    private const double ShareOfOutliers = 0.08;

    public static double Curve(double x) => Math.Sin(3 * x) + (x / 2);

    public static BoostingData Generate(int count, int seed)
    {
        var random = new Random(seed);
        var features = new float[count, 1];
        var labels = new float[count];
        for (int i = 0; i < count; i++)
        {
            double x = (4 * random.NextDouble()) - 2;
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double outlier = random.NextDouble() < ShareOfOutliers ? 3 + (3 * random.NextDouble()) : 0;
            features[i, 0] = (float)x;
            labels[i] = (float)(Curve(x) + ((0.1 + (0.1 * (x + 2))) * normal) + outlier);
        }

        return new BoostingData(features, labels);
    }
}
