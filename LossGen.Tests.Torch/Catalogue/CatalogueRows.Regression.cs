using LossGen.Losses;
using TorchSharp;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private const nn.Reduction None = nn.Reduction.None;

    private static IEnumerable<CatalogueRow> RegressionRows() =>
    [
        Row(nameof(Regression.SquaredError), (t, reduction) => F.mse_loss(t["prediction"], t["target"], reduction)),
        Row(nameof(Regression.AbsoluteError), (t, reduction) => F.l1_loss(t["prediction"], t["target"], reduction)),
        Row(nameof(Regression.Huber), (t, reduction) => F.huber_loss(t["prediction"], t["target"], t.Scalar("delta"), reduction), ("delta", 0.75)),
        Row(nameof(Regression.SmoothL1), (t, reduction) => F.smooth_l1_loss(t["prediction"], t["target"], reduction, t.Scalar("beta")), ("beta", 2.5)),
        Row(nameof(Regression.LogCosh), t => logaddexp(Error(t), -Error(t)) - Math.Log(2)),
        Row(nameof(Regression.Quantile),
            t => where(Error(t) <= 0, -t.Scalar("quantile") * Error(t), (1 - t.Scalar("quantile")) * Error(t)), ("quantile", 0.875)),
        Row(nameof(Regression.Cauchy), t => Square(t.Scalar("c")) / 2 * (Error(t) / t.Scalar("c")).square().log1p(), ("c", 2)),
        Row(nameof(Regression.Tukey), t => Biweight(Error(t), t.Scalar("c")), ("c", 2)),
        Row(nameof(Regression.Charbonnier), t => (Error(t).square() + Square(t.Scalar("eps"))).sqrt(), ("eps", 0.5)),
        Row(nameof(Regression.AbsolutePercentageError),
            t => Error(t).abs() / t["target"].abs().clamp(t.Scalar("eps")), ("eps", 0.5)),
        new(typeof(Regression), nameof(Regression.SquaredLogError), Between(0, 20, "prediction"), Count("target"))
        { Each = t => (t["prediction"].log1p() - t["target"].log1p()).square() },
        Poisson(nameof(Regression.PoissonNll), Real("prediction"), t => PoissonOf(t, isLog: true, isFull: false)),
        Poisson(nameof(Regression.PoissonNllFull), Real("prediction"), t => PoissonOf(t, isLog: true, isFull: true)),
        Poisson(nameof(Regression.PoissonNllOfRates), Between(0, 9, "prediction"), t => PoissonOf(t, isLog: false, isFull: false)),
        Poisson(nameof(Regression.PoissonNllOfRatesFull), Between(0, 9, "prediction"), t => PoissonOf(t, isLog: false, isFull: true)),
        Gaussian(nameof(Regression.GaussianNll), isFull: false),
        Gaussian(nameof(Regression.GaussianNllFull), isFull: true),
    ];

    private static CatalogueRow Row(string name, Func<CatalogueArguments, nn.Reduction, Tensor> reduced, params (string Name, double Value)[] options) =>
        new(typeof(Regression), name, Real("prediction"), Real("target"))
        {
            Each = t => reduced(t, None),
            Mean = t => reduced(t, nn.Reduction.Mean),
            Options = options,
        };

    private static CatalogueRow Row(string name, Func<CatalogueArguments, Tensor> each, params (string Name, double Value)[] options) =>
        new(typeof(Regression), name, Real("prediction"), Real("target")) { Each = each, Options = options };

    private static CatalogueRow Poisson(string name, CatalogueInput prediction, Func<CatalogueArguments, Tensor> each) =>
        new(typeof(Regression), name, prediction, Count("target")) { Each = each, Options = [("eps", 0.125)], Largest = 80 };

    private static CatalogueRow Gaussian(string name, bool isFull) =>
        new(typeof(Regression), name, Real("prediction"), Real("target"), Between(-0.1, 2, "variance"))
        {
            Each = t => GaussianOf(t, isFull),
            Options = [("eps", 0.25)],
        };

    // PyTorch's own definition. TorchSharp's loses the gradient by the variance.
    private static Tensor GaussianOf(CatalogueArguments t, bool isFull)
    {
        Tensor v = t["variance"] + (t["variance"].clamp(t.Scalar("eps")) - t["variance"]).detach();
        return (v.log() + (Error(t).square() / v) + (isFull ? Math.Log(2 * Math.PI) : 0)) / 2;
    }

    // PyTorch's own definition of rates. TorchSharp's does not look at eps.
    private static Tensor PoissonOf(CatalogueArguments t, bool isLog, bool isFull)
    {
        if (isLog)
            return F.poisson_nll_loss(t["prediction"], t["target"], log_input: true, full: isFull, reduction: None);
        Tensor loss = t["prediction"] - (t["target"] * (t["prediction"] + t.Scalar("eps")).log());
        Tensor y = t["target"].clamp(1);
        Tensor stirling = (y * y.log()) - y + ((2 * Math.PI * y).log() / 2);
        return isFull ? loss + where(t["target"] > 1, stirling, Zero) : loss;
    }

    private static Tensor Error(CatalogueArguments t) => t["prediction"] - t["target"];

    private static Tensor Biweight(Tensor e, double c) =>
        Square(c) / 6 * where(e.abs() <= c, 1 - (1 - (e / c).clamp(-1, 1).square()).pow(3), tensor(1.0, float64));

    private static double Square(double x) => x * x;
}
