using System.Numerics;
using static LossGen.Tests.Torch.Losses;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch;

/// <summary>All rows: what LossGen compiled on the left, the same from libtorch's own functions on the right.</summary>
internal static class LossTable
{
    private static readonly double HalfRoot = Math.Sqrt(0.5);

    public static IReadOnlyList<LossCase> All { get; } = [.. Regression(), .. Classification(), .. Segmentation()];

    private static IEnumerable<LossCase> Regression() =>
    [
        new LossCase<float>("MSE", x => Mse(x.P, x.Y), x => MseWithGradient(x.P, x.Y, x.DP), t => F.mse_loss(t.P, t.Y))
        { Hessian = x => MseWithGradientAndHessian(x.P, x.Y, x.DP, x.HP) },
        new LossCase<double>("MSE of doubles", x => Mse(x.P, x.Y), x => MseWithGradient(x.P, x.Y, x.DP), t => F.mse_loss(t.P, t.Y))
        { Hessian = x => MseWithGradientAndHessian(x.P, x.Y, x.DP, x.HP) },
        new LossCase<double>("RMSE", x => Rmse(x.P, x.Y), x => RmseWithGradient(x.P, x.Y, x.DP), t => F.mse_loss(t.P, t.Y).sqrt()),
        new LossCase<float>("MAE", x => Mae(x.P, x.Y), x => MaeWithGradient(x.P, x.Y, x.DP), t => F.l1_loss(t.P, t.Y)),
        new LossCase<float>("Huber", x => Huber(x.P, x.Y), x => HuberWithGradient(x.P, x.Y, x.DP), t => F.huber_loss(t.P, t.Y))
        { Hessian = x => HuberWithGradientAndHessian(x.P, x.Y, x.DP, x.HP) },
        new LossCase<double>("smooth L1", x => SmoothL1(x.P, x.Y), x => SmoothL1WithGradient(x.P, x.Y, x.DP),
            t => F.smooth_l1_loss(t.P, t.Y, beta: 0.5)),
        new LossCase<float>("log-cosh", x => LogCosh(x.P, x.Y), x => LogCoshWithGradient(x.P, x.Y, x.DP), t => LogCoshOf(t.P - t.Y).mean())
        { Hessian = x => LogCoshWithGradientAndHessian(x.P, x.Y, x.DP, x.HP) },
        new LossCase<float>("pinball", x => Pinball(x.P, x.Y, 0.875f), x => PinballWithGradient(x.P, x.Y, 0.875f, x.DP),
            t => maximum(0.875 * (t.Y - t.P), -0.125 * (t.Y - t.P)).mean()),
        new LossCase<double>("Cauchy", x => Cauchy(x.P, x.Y), x => CauchyWithGradient(x.P, x.Y, x.DP),
            t => ((t.P - t.Y) / 2).square().log1p().mean())
        { Hessian = x => CauchyWithGradientAndHessian(x.P, x.Y, x.DP, x.HP) },
        new LossCase<float>("Charbonnier", x => Charbonnier(x.P, x.Y), x => CharbonnierWithGradient(x.P, x.Y, x.DP, x.DY),
            t => ((t.P - t.Y).square() + 1e-6).sqrt().mean())
        { Largest = 1e15 }, // the square must fit a float
        new LossCase<double>("R squared", x => RSquared(x.P, x.Y), x => RSquaredWithGradient(x.P, x.Y, x.DP, x.DY),
            t => 1 - ((t.Y - t.P).square().sum() / (t.Y - t.Y.mean()).square().sum())),
        new LossCase<double>("correlation", x => Correlation(x.P, x.Y), x => CorrelationWithGradient(x.P, x.Y, x.DP, x.DY),
            t => CosineDistance(t.P - t.P.mean(), t.Y - t.Y.mean())),
        new LossCase<float>("cosine", x => Cosine(x.P, x.Y), x => CosineWithGradient(x.P, x.Y, x.DP, x.DY), t => CosineDistance(t.P, t.Y)),
        new LossCase<float>("weighted MSE", x => WeightedMse(x.P, x.Y, x.W), x => WeightedMseWithGradient(x.P, x.Y, x.W, x.DP, x.DW),
            t => (t.W * (t.P - t.Y).square()).sum() / t.W.sum()),
        new LossCase<double>("masked MSE", x => MaskedMse(x.P, x.Y, x.K), x => MaskedMseWithGradient(x.P, x.Y, x.K, x.DP),
            t => (t.P - t.Y).square()[t.K != -1].mean()),
        new LossCase<float>("largest error", x => MaxError(x.P, x.Y), x => MaxErrorWithGradient(x.P, x.Y, x.DP, x.DY),
            t => (t.P - t.Y).abs().max()),
        new LossCase<double>("spread", x => Spread(x.P), x => SpreadWithGradient(x.P, x.DP),
            t => (t.P.max() - t.P.min()) / (1 + t.P.abs().mean())),
        new LossCase<float>("distance", x => Distance(x.P, x.Y), x => DistanceWithGradient(x.P, x.Y, x.DP), t => (t.P - t.Y).norm())
        { Largest = 1e15 },
        new LossCase<double>("Gaussian NLL", x => GaussianNll(x.P, x.Y, x.S), x => GaussianNllWithGradient(x.P, x.Y, x.S, x.DP, out x.DS),
            t => 0.5 * (t.S + ((t.P - t.Y).square() * exp(-t.S))).mean()),
        new LossCase<float>("Poisson NLL", x => PoissonNll(x.P, x.Y), x => PoissonNllWithGradient(x.P, x.Y, x.DP),
            t => F.poisson_nll_loss(t.P, t.Y))
        { Hessian = x => PoissonNllWithGradientAndHessian(x.P, x.Y, x.DP, x.HP), Largest = 80 },
        new LossCase<double>("variance", x => Variance(x.P), x => VarianceWithGradient(x.P, x.DP), t => (t.P - t.P.mean()).square().mean())
        { Largest = 100 }, // beyond, the rounding of the mean is all that is left
        new LossCase<double>("MSLE", x => Msle(x.Q, x.B), x => MsleWithGradient(x.Q, x.B, x.DQ),
            t => (t.Q.log1p() - t.B.log1p()).square().mean()),
        new LossCase<float>("MAPE", x => Mape(x.P, x.Y), x => MapeWithGradient(x.P, x.Y, x.DP, x.DY),
            t => ((t.P - t.Y).abs() / maximum(t.Y.abs(), tensor(0.1, float64))).mean()),
        new LossCase<double>("angular", x => Angular(x.P, x.Y), x => AngularWithGradient(x.P, x.Y, x.DP, x.DY),
            t => (1 - (t.P - t.Y).cos()).mean() + t.Y.sin().atan2(2 + t.P.cos()).mean()),
        new LossCase<double>("power mean", x => PowerMean(x.Q, x.S), x => PowerMeanWithGradient(x.Q, x.S, x.DQ, out x.DS),
            t => t.Q.pow(t.S).mean().pow(1 / t.S)),
        new LossCase<double>("negative binomial", x => NegativeBinomial(x.P, x.W, x.S),
            x => NegativeBinomialWithGradient(x.P, x.W, x.S, x.DP, x.DW, out x.DS),
            t => -(lgamma(t.W + t.S) - lgamma(t.S) - lgamma(t.W + 1) + (t.S * F.logsigmoid(-t.P)) + (t.W * F.logsigmoid(t.P))).mean()),
        PerElement<float>("squared errors", x => SquaredErrors(x.P, x.Y, x.Losses),
            x => SquaredErrorsWithGradient(x.P, x.Y, x.Losses, x.DP),
            t => (t.P - t.Y).square()),
    ];

    private static IEnumerable<LossCase> Classification() =>
    [
        new LossCase<float>("BCE", x => Bce(x.P, x.B), x => BceWithGradient(x.P, x.B, x.DP), BceOf)
        { Hessian = x => BceWithGradientAndHessian(x.P, x.B, x.DP, x.HP) },
        new LossCase<double>("BCE of softplus", x => BceOfSoftplus(x.P, x.B), x => BceOfSoftplusWithGradient(x.P, x.B, x.DP), BceOf)
        { Hessian = x => BceOfSoftplusWithGradientAndHessian(x.P, x.B, x.DP, x.HP) },
        new LossCase<float>("BCE as written", x => BceAsWritten(x.P, x.B), x => BceAsWrittenWithGradient(x.P, x.B, x.DP), BceOf),
        new LossCase<float>("BCE of probabilities", x => BceOfProbabilities(x.Q, x.B), x => BceOfProbabilitiesWithGradient(x.Q, x.B, x.DQ),
            t => F.binary_cross_entropy(t.Q, t.B.detach())),
        new LossCase<float>("BCE with temperature", x => TemperatureBce(x.P, x.B, x.S),
            x => TemperatureBceWithGradient(x.P, x.B, x.S, x.DP, out x.DS), t => F.binary_cross_entropy_with_logits(t.P / t.S, t.B)),
        new LossCase<double>("balanced BCE", x => BalancedBce(x.P, x.B), x => BalancedBceWithGradient(x.P, x.B, x.DP),
            t => F.softplus(-t.P)[t.B > 0.5].mean() + F.softplus(t.P)[t.B <= 0.5].mean()),
        new LossCase<float>("focal", x => Focal(x.P, x.B), x => FocalWithGradient(x.P, x.B, x.DP),
            t => -(where(t.B > 0.5, 0.25, 0.75) * sigmoid(-t.Signs * t.P).square() * F.logsigmoid(t.Signs * t.P)).mean()),
        new LossCase<float>("hinge", x => Hinge(x.P, x.B), x => HingeWithGradient(x.P, x.B, x.DP),
            t => maximum(tensor(0.0, float64), 1 - (t.Signs * t.P)).mean()),
        new LossCase<double>("squared hinge", x => SquaredHinge(x.P, x.B), x => SquaredHingeWithGradient(x.P, x.B, x.DP),
            t => F.relu(1 - (t.Signs * t.P)).square().mean())
        { Hessian = x => SquaredHingeWithGradientAndHessian(x.P, x.B, x.DP, x.HP) },
        new LossCase<float>("soft margin", x => SoftMargin(x.P, x.B), x => SoftMarginWithGradient(x.P, x.B, x.DP),
            t => -F.logsigmoid(t.Signs * t.P).mean()),
        new LossCase<float>("clamped exponential", x => ClampedExponential(x.P, x.B), x => ClampedExponentialWithGradient(x.P, x.B, x.DP),
            t => (-t.Signs * t.P).clamp(-10, 1).exp().mean()),
        new LossCase<float>("cross-entropy", x => CrossEntropy(x.P, x.W), x => CrossEntropyWithGradient(x.P, x.W, x.DP, x.DW),
            t => logsumexp(t.P, 0) - ((t.W * t.P).sum() / t.W.sum()))
        { Largest = 100 }, // libtorch's softmax of equal huge numbers is 1 for each
        new LossCase<double>("log-partition", x => LogPartition(x.P), x => LogPartitionWithGradient(x.P, x.DP),
            t => logsumexp(t.P, 0) - t.P.mean())
        { Largest = 100 },
        new LossCase<double>("Kullback-Leibler", x => KullbackLeibler(x.Q, x.B), x => KullbackLeiblerWithGradient(x.Q, x.B, x.DQ),
            t => F.kl_div(t.Q.log(), t.B, log_target: false, reduction: nn.Reduction.Sum) + (t.Q - t.B).sum()),
        new LossCase<double>("entropy", x => Entropy(x.Q), x => EntropyWithGradient(x.Q, x.DQ),
            t => -(xlogy(t.Q, t.Q) + xlogy(1 - t.Q, 1 - t.Q)).mean() / Math.Log(2)),
        new LossCase<double>("activations", x => Activations(x.P, x.Y, x.W), x => ActivationsWithGradient(x.P, x.Y, x.W, x.DP, x.DY, x.DW),
            t => (F.gelu(t.P) + (t.W * F.silu(t.P)) + (t.P.tanh() * t.Y.erf())).mean()),
        new LossCase<double>("probit", x => Probit(x.P, x.B), x => ProbitWithGradient(x.P, x.B, x.DP),
            t => -((t.B * (0.5 * erfc(-HalfRoot * t.P)).log()) + ((1 - t.B) * (0.5 * erfc(HalfRoot * t.P)).log())).mean())
        { Largest = 5 },
        PerElement<double>("BCE per element", x => BceElements(x.P, x.B, x.Losses), x => BceElementsWithGradient(x.P, x.B, x.Losses, x.DP),
            t => F.binary_cross_entropy_with_logits(t.P, t.B, reduction: nn.Reduction.None)),
    ];

    private static IEnumerable<LossCase> Segmentation() =>
    [
        new LossCase<float>("Dice", x => Dice(x.Q, x.B), x => DiceWithGradient(x.Q, x.B, x.DQ), t => DiceOf(t.Q, t.B)),
        new LossCase<double>("squared Dice", x => SquaredDice(x.Q, x.B, x.S), x => SquaredDiceWithGradient(x.Q, x.B, x.S, x.DQ, out x.DS),
            t => 1 - (((2 * (t.Q * t.B).sum()) + t.S) / (t.Q.square().sum() + t.B.square().sum() + t.S))),
        new LossCase<double>("Jaccard", x => Jaccard(x.Q, x.B), x => JaccardWithGradient(x.Q, x.B, x.DQ),
            t => 1 - ((t.Q * t.B).sum() / (t.Q.sum() + t.B.sum() - (t.Q * t.B).sum() + 1))),
        new LossCase<float>("focal Tversky", x => FocalTversky(x.Q, x.B), x => FocalTverskyWithGradient(x.Q, x.B, x.DQ), FocalTverskyOf),
        new LossCase<float>("Dice and BCE", x => DiceBce(x.P, x.B), x => DiceBceWithGradient(x.P, x.B, x.DP),
            t => BceOf(t) + DiceOf(sigmoid(t.P), t.B)),
        new LossCase<double>("noisy or", x => NoisyOr(x.Q, x.W), x => NoisyOrWithGradient(x.Q, x.W, x.DQ, x.DW),
            t => 1 - (1 - (t.Q * t.W / 2)).prod()),
        new LossCase<double>("class recall", x => ClassRecall(x.Q, x.K), x => ClassRecallWithGradient(x.Q, x.K, x.DQ),
            t => 1 - (t.Q[t.K == 1].sum() / (1 + t.Q.sum() + (t.K == 1).sum()))),
    ];

    private static LossCase<T> PerElement<T>(string name, Action<Inputs<T>> value, Action<Inputs<T>> gradient, Func<Tensors, Tensor> torch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return new LossCase<T>(name, x => Run(value, x), x => Run(gradient, x), torch);

        static T Run(Action<Inputs<T>> action, Inputs<T> inputs)
        {
            action(inputs);
            return T.Zero;
        }
    }

    private static Tensor BceOf(Tensors t) => F.binary_cross_entropy_with_logits(t.P, t.B);

    private static Tensor DiceOf(Tensor q, Tensor b) => 1 - (((2 * (q * b).sum()) + 1) / (q.sum() + b.sum() + 1));

    private static Tensor CosineDistance(Tensor a, Tensor b) => 1 - ((a * b).sum() / (a.norm() * b.norm()));

    private static Tensor LogCoshOf(Tensor e) => logaddexp(e, -e) - Math.Log(2);

    private static Tensor FocalTverskyOf(Tensors t)
    {
        Tensor hits = (t.Q * t.B).sum() + 1;
        return (1 - (hits / (hits + (0.3f * (t.Q * (1 - t.B)).sum()) + (0.7f * ((1 - t.Q) * t.B).sum())))).pow(0.75);
    }
}
