using static LossGen.Sample.Boosting.LightGbm;

namespace LossGen.Sample.Boosting;

/// <summary>
/// The first and second derivative of a loss by each score. They are those of a sum over the rows: LightGBM adds them up itself, and a mean's would be smaller
/// by their number, which its bounds on leaves do not expect.
/// </summary>
/// <param name="scores">What the trees say, [rows].</param>
/// <param name="labels">What is right, [rows].</param>
/// <param name="gradient">Where the first derivatives go.</param>
/// <param name="hessian">Where the second derivatives go.</param>
/// <returns>The loss.</returns>
internal delegate float Objective(ReadOnlySpan<float> scores, ReadOnlySpan<float> labels, Span<float> gradient, Span<float> hessian);

/// <summary>Gradient boosted trees of LightGBM under an objective of one's own, or under one that it has.</summary>
internal sealed unsafe class Booster : IDisposable
{
    private const string Parameters = "verbosity=-1 num_leaves=15 learning_rate=0.1 min_data_in_leaf=60 num_threads=2 deterministic=true force_row_wise=true boost_from_average=false";

    private readonly float[] labels;
    private readonly nint dataset;
    private readonly nint booster;

    /// <summary>Makes a booster without a tree.</summary>
    /// <param name="features">The features, [rows, columns].</param>
    /// <param name="labels">The labels, [rows].</param>
    /// <param name="objective">An objective of LightGBM; <c>none</c> for one of one's own.</param>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    public Booster(float[,] features, float[] labels, string objective = "none")
    {
        if (features.GetLength(0) != labels.Length)
            throw new ArgumentException($"There are {features.GetLength(0)} rows and {labels.Length} labels.", nameof(labels));
        this.labels = labels;
        fixed (float* data = features, label = labels)
        {
            Check(LGBM_DatasetCreateFromMat(data, Float32, features.GetLength(0), features.GetLength(1), RowMajor, Parameters, 0, out dataset));
            Check(LGBM_DatasetSetField(dataset, "label", label, labels.Length, Float32));
        }

        Check(LGBM_BoosterCreate(dataset, $"{Parameters} objective={objective}", out booster));
    }

    /// <summary>Adds trees under LightGBM's own objective.</summary>
    public void Train(int rounds)
    {
        for (int round = 0; round < rounds; round++)
            Check(LGBM_BoosterUpdateOneIter(booster, out _));
    }

    /// <summary>Adds trees, each fitted to the derivatives of the objective at what the trees before it say.</summary>
    /// <returns>The loss before each tree.</returns>
    public float[] Train(Objective objective, int rounds)
    {
        var scores = new double[labels.Length];
        var losses = new float[rounds];
        float[] floats = new float[labels.Length], gradient = new float[labels.Length], hessian = new float[labels.Length];
        for (int round = 0; round < rounds; round++)
        {
            fixed (double* target = scores)
                Check(LGBM_BoosterGetPredict(booster, TrainingData, out _, target));
            for (int i = 0; i < scores.Length; i++)
                floats[i] = (float)scores[i];
            losses[round] = objective(floats, labels, gradient, hessian);
            fixed (float* first = gradient, second = hessian)
                Check(LGBM_BoosterUpdateOneIterCustom(booster, first, second, out _));
        }

        return losses;
    }

    /// <summary>What the trees say of rows.</summary>
    public double[] Predict(float[,] features)
    {
        var predictions = new double[features.GetLength(0)];
        fixed (float* data = features)
        fixed (double* target = predictions)
        {
            Check(LGBM_BoosterPredictForMat(
                booster, data, Float32, features.GetLength(0), features.GetLength(1), RowMajor, RawScore, 0, -1, "", out _, target));
        }

        return predictions;
    }

    public void Dispose()
    {
        Check(LGBM_BoosterFree(booster));
        Check(LGBM_DatasetFree(dataset));
    }
}
