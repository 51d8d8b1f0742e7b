namespace LossGen.Sample;

/// <summary>What a classifier was trained on and what came out.</summary>
/// <param name="Train">How many things it was trained on.</param>
/// <param name="LossBefore">The loss over them before training, of scores that are all 0.</param>
/// <param name="LossAfter">The loss afterwards.</param>
/// <param name="TrainAccuracy">The share of them that it gets right.</param>
/// <param name="TestAccuracy">The share of the others, which it has not seen.</param>
/// <param name="Confusion">How many of the others of each class (row) it takes for each class (column).</param>
public sealed record Trained(
    int Train, float LossBefore, float LossAfter, float TrainAccuracy, float TestAccuracy, int[,] Confusion);

/// <summary>Softmax regression: class scores that are linear in the measurements.</summary>
public static class SoftmaxClassifier
{
    public const int Steps = 1000;

    public const double Rate = 0.5;

    /// <summary>Trains on two of three things of each class, and tests on the third.</summary>
    public static Trained Run(LabelledData data)
    {
        Matrix all = Matrix.Standardized(data.Rows);
        bool[] isTestRow = EveryThird(data);
        (Matrix rows, int[] labels) = Part(isTest: false);
        (Matrix testRows, int[] testLabels) = Part(isTest: true);
        LinearMap map = new(all.Columns, data.Classes.Length);
        Matrix gradient = new(rows.Rows, data.Classes.Length);
        float before = Losses.SoftmaxCrossEntropy(map.Apply(rows).Tensor, labels, out _);
        for (int step = 0; step < Steps; step++)
        {
            Losses.SoftmaxCrossEntropyWithGradient(map.Apply(rows).Tensor, labels, out _, gradient.Output);
            map.Descend(Rate, (rows, gradient));
        }

        Matrix scores = map.Apply(rows), testScores = map.Apply(testRows);
        float after = Losses.SoftmaxCrossEntropy(scores.Tensor, labels, out float trainAccuracy);
        Losses.SoftmaxCrossEntropy(testScores.Tensor, testLabels, out float testAccuracy);
        return new(rows.Rows, before, after, trainAccuracy, testAccuracy, Count(testScores, testLabels));

        (Matrix Rows, int[] Labels) Part(bool isTest)
        {
            int[] chosen = [.. Enumerable.Range(0, all.Rows).Where(row => isTestRow[row] == isTest)];
            return (all.Pick(chosen), [.. chosen.Select(row => data.Labels[row])]);
        }
    }

    /// <summary>Every third thing of each class, so that each class is in both parts.</summary>
    private static bool[] EveryThird(LabelledData data)
    {
        int[] seen = new int[data.Classes.Length];
        return [.. data.Labels.Select(label => ++seen[label] % 3 == 0)];
    }

    private static int[,] Count(Matrix scores, int[] labels)
    {
        int[,] confusion = new int[scores.Columns, scores.Columns];
        for (int row = 0; row < scores.Rows; row++)
        {
            ReadOnlySpan<float> score = scores.Row(row);
            confusion[labels[row], System.Numerics.Tensors.TensorPrimitives.IndexOfMax(score)]++;
        }

        return confusion;
    }
}
