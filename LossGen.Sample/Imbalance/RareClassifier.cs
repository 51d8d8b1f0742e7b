using LossGen.Losses;

namespace LossGen.Sample;

/// <summary>A linear classifier trained under a loss.</summary>
/// <param name="Name">What to call the loss.</param>
/// <param name="Map">The classifier: rare where its logit is above 0.</param>
/// <param name="Precision">The share of the points found that are rare.</param>
/// <param name="Recall">The share of the rare points that are found.</param>
/// <param name="Found">How many points it takes for rare.</param>
public sealed record RareClassifier(string Name, LinearMap Map, double Precision, double Recall, int Found)
{
    private const int Steps = 3000;

    /// <summary>The weight of the rare class that makes up for its rarity.</summary>
    private const float Weight = (float)((1 - RareClass.Share) / RareClass.Share);

    /// <summary>The losses. Their gradients differ in size by the weights in them, and the rates make up for it.</summary>
    private static readonly (string Name, double Rate, LossWithGradient Loss)[] Losses =
    [
        ("cross-entropy", 1, (z, y, gradient) => Classification.BinaryCrossEntropyWithLogitsWithGradient(z, y, gradient)),
        ("cross-entropy, rare class × 32", 0.3,
            (z, y, gradient) => Classification.BinaryCrossEntropyWithLogitsWithGradient(z, y, gradient, posWeight: Weight)),
        ("focal, α = 0.75 and γ = 2", 5,
            (z, y, gradient) => Classification.BinaryFocalWithGradient(z, y, gradient, alpha: 0.75f, gamma: 2)),
        ("soft F1", 2, (z, y, gradient) => Sample.Losses.SoftF1WithGradient(z, y, gradient)),
    ];

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>Trains one under each loss.</summary>
    public static RareClassifier[] Train(RareClass train, RareClass test) =>
        [.. Losses.Select(loss => Judge(loss.Name, Descend(train, loss.Rate, loss.Loss), test))];

    private static LinearMap Descend(RareClass train, double rate, LossWithGradient loss)
    {
        LinearMap map = new(2, 1);
        Matrix gradient = new(train.Points.Rows, 1);
        for (int step = 0; step < Steps; step++)
        {
            loss(map.Apply(train.Points).Values, train.Labels, gradient.Values);
            map.Descend(rate, (train.Points, gradient));
        }

        return map;
    }

    private static RareClassifier Judge(string name, LinearMap map, RareClass test)
    {
        float[] logits = map.Apply(test.Points).Values;
        int found = logits.Count(logit => logit > 0), rare = test.Labels.Count(label => label > 0);
        int hits = logits.Zip(test.Labels).Count(pair => pair is { First: > 0, Second: > 0 });
        return new(name, map, found == 0 ? 0 : (double)hits / found, (double)hits / rare, found);
    }
}
