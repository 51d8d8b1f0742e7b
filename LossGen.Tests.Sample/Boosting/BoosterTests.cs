using LossGen.Sample.Boosting;

namespace LossGen.Tests.Sample.Boosting;

/// <summary>LightGBM's trees under objectives that are formulas.</summary>
public sealed class BoosterTests
{
    private static readonly BoostingData Data = BoostingData.Generate(2000, seed: 5);

    [SkippableFact]
    public void Half_the_squared_error_grows_the_trees_of_LightGBMs_own_regression()
    {
        using Booster own = Made(), theirs = Made("regression");
        float[] losses = own.Train((p, y, gradient, hessian) => Objectives.SquaredWithGradientAndHessian(p, y, gradient, hessian), 20);
        theirs.Train(20);
        Assert.All(own.Predict(Data.Features).Zip(theirs.Predict(Data.Features)), pair => Assert.Equal(pair.Second, pair.First, 4));
        Assert.Equal(losses.OrderDescending(), losses);
    }

    [SkippableFact]
    public void A_loss_that_outliers_pull_less_at_comes_nearer_to_the_curve()
    {
        using Booster squared = Made(), robust = Made();
        squared.Train((p, y, gradient, hessian) => Objectives.SquaredWithGradientAndHessian(p, y, gradient, hessian), 80);
        robust.Train((p, y, gradient, hessian) => Objectives.PseudoHuberWithGradientAndHessian(p, y, gradient, hessian), 80);
        Assert.True(Distance(robust) < Distance(squared) / 2, $"{Distance(robust)} against {Distance(squared)}");
    }

    [Fact]
    public void As_many_labels_as_rows_are_asked_for() =>
        Assert.Throws<ArgumentException>("labels", () => new Booster(Data.Features, [1]));

    /// <summary>LightGBM's library needs an OpenMP runtime, which a system may lack.</summary>
    private static Booster Made(string objective = "none")
    {
        try
        {
            return new Booster(Data.Features, Data.Labels, objective);
        }
        catch (DllNotFoundException missing)
        {
            throw new SkipException(missing.Message);
        }
    }

    private static double Distance(Booster booster) =>
        booster.Predict(Data.Features).Select((value, i) => Math.Abs(value - BoostingData.Curve(Data.Features[i, 0]))).Average();
}
