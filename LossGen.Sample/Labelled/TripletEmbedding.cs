using LossGen.Losses;

namespace LossGen.Sample;

/// <summary>Points of a plane, and how well they tell the classes.</summary>
/// <param name="Points">The points, a row each.</param>
/// <param name="Loss">The triplet loss, of triplets that are the same before and after.</param>
/// <param name="Neighbours">The share of points whose nearest neighbour is of their class.</param>
public sealed record Embedding(Matrix Points, float Loss, double Neighbours);

/// <summary>A linear map into the plane that draws a class together and pushes classes apart.</summary>
public static class TripletEmbedding
{
    public const int Steps = 400;

    public const double Rate = 0.2;

    public const float Margin = 1;

    /// <summary>The embedding by a random map, and that by the map trained from it.</summary>
    public static (Embedding Before, Embedding After) Run(LabelledData data)
    {
        Random random = new(3);
        Matrix rows = Matrix.Standardized(data.Rows);
        ILookup<int, int> ofClass = Enumerable.Range(0, rows.Rows).ToLookup(row => data.Labels[row]);
        int[][] members = [.. Enumerable.Range(0, data.Classes.Length).Select(label => ofClass[label].ToArray())];
        LinearMap map = LinearMap.Random(rows.Columns, 2, random);
        Triplets judged = Draw();
        Embedding before = Judge();
        for (int step = 0; step < Steps; step++)
        {
            Triplets triplets = Draw();
            Matrix byAnchor = new(rows.Rows, 2), byPositive = new(rows.Rows, 2), byNegative = new(rows.Rows, 2);
            MetricLearning.TripletWithGradient(
                map.Apply(triplets.Anchor).Tensor, map.Apply(triplets.Positive).Tensor, map.Apply(triplets.Negative).Tensor,
                byAnchor.Output, byPositive.Output, byNegative.Output, margin: Margin);
            map.Descend(Rate, (triplets.Anchor, byAnchor), (triplets.Positive, byPositive), (triplets.Negative, byNegative));
        }

        return (before, Judge());

        Triplets Draw() => new(
            rows,
            rows.Pick([.. data.Labels.Select((label, row) => Other(members[label], row))]),
            rows.Pick([.. data.Labels.Select(OfAnotherClass)]));

        int Other(int[] members, int row)
        {
            int other = members[random.Next(members.Length - 1)];
            return other == row ? members[^1] : other;
        }

        int OfAnotherClass(int label)
        {
            int row;
            do
                row = random.Next(rows.Rows);
            while (data.Labels[row] == label);
            return row;
        }

        Embedding Judge()
        {
            float loss = MetricLearning.Triplet(
                map.Apply(judged.Anchor).Tensor, map.Apply(judged.Positive).Tensor, map.Apply(judged.Negative).Tensor, Margin);
            Matrix points = map.Apply(rows);
            return new(points, loss, Neighbours(points, data.Labels));
        }
    }

    private static double Neighbours(Matrix points, int[] labels)
    {
        // Of very many points some thousand are enough to tell the share.
        int stride = 1 + points.Rows / 2000, right = 0, judged = 0;
        for (int row = 0; row < points.Rows; row += stride, judged++)
        {
            int nearest = Enumerable.Range(0, points.Rows).Where(other => other != row).MinBy(other => SquaredDistance(points, row, other));
            right += labels[nearest] == labels[row] ? 1 : 0;
        }

        return (double)right / judged;
    }

    private static double SquaredDistance(Matrix points, int a, int b)
    {
        double x = points[a, 0] - points[b, 0], y = points[a, 1] - points[b, 1];
        return x * x + y * y;
    }

    private sealed record Triplets(Matrix Anchor, Matrix Positive, Matrix Negative);
}
