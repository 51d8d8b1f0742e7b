using LossGen.Losses;

namespace LossGen.Torch.Modules;

/// <summary>
/// Squared error (MSE, L2 loss; torch.nn.MSELoss): (prediction - target)².
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.SquaredError))]
public sealed partial class MSELoss;

/// <summary>
/// Absolute error (MAE, L1 loss; torch.nn.L1Loss): |prediction - target|.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.AbsoluteError))]
public sealed partial class L1Loss;

/// <summary>
/// Huber's loss (torch.nn.HuberLoss): e²/2 where |e| = |prediction - target| is at most delta, else delta · (|e| - delta/2).
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.Huber))]
public sealed partial class HuberLoss;

/// <summary>
/// Smooth L1 (torch.nn.SmoothL1Loss): e²/(2 beta) where |e| = |prediction - target| is below beta, else |e| - beta/2. It is Huber's loss
/// divided by beta.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.SmoothL1))]
public sealed partial class SmoothL1Loss;

/// <summary>
/// Log-cosh: log(cosh(prediction - target)), like e²/2 near 0 and like |e| - log 2 far out, smooth everywhere.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.LogCosh))]
public sealed partial class LogCoshLoss;

/// <summary>
/// Charbonnier's loss (pseudo-L1): √((prediction - target)² + eps²).
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.Charbonnier))]
public sealed partial class CharbonnierLoss;

/// <summary>
/// Cauchy's loss (Lorentzian): c²/2 · log(1 + (e/c)²) with e = prediction - target.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.Cauchy))]
public sealed partial class CauchyLoss;

/// <summary>
/// Tukey's biweight: c²/6 · (1 - (1 - (e/c)²)³) where |e| = |prediction - target| is at most c, else c²/6.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.Tukey))]
public sealed partial class TukeyLoss;

/// <summary>
/// Quantile loss (pinball loss): quantile · e where e = target - prediction is at least 0, else (quantile - 1) · e.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.Quantile))]
public sealed partial class QuantileLoss;

/// <summary>
/// Quantile loss (pinball loss) of several quantiles of each target: quantiles[q] · e where e = target[n] - prediction[n, q] is at least 0,
/// else (quantiles[q] - 1) · e.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.Quantiles))]
public sealed partial class QuantilesLoss;

/// <summary>
/// Squared logarithmic error (MSLE): (log(1 + prediction) - log(1 + target))².
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.SquaredLogError))]
public sealed partial class SquaredLogErrorLoss;

/// <summary>
/// Absolute percentage error (MAPE) as a fraction: |prediction - target| / max(|target|, eps).
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.AbsolutePercentageError))]
public sealed partial class AbsolutePercentageErrorLoss;

/// <summary>
/// Poisson negative log-likelihood of log-rates (torch.nn.PoissonNLLLoss, log_input=True): exp(prediction) - target · prediction.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.PoissonNll))]
public sealed partial class PoissonNLLLoss;

/// <summary>
/// Poisson negative log-likelihood of log-rates with Stirling's term (torch.nn.PoissonNLLLoss, full=True): exp(prediction) - target ·
/// prediction + log(target!), the last approximated for targets above 1 and 0 below.
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.PoissonNllFull))]
public sealed partial class PoissonNLLFullLoss;

/// <summary>
/// Poisson negative log-likelihood of rates (torch.nn.PoissonNLLLoss, log_input=False): prediction - target · log(prediction + eps).
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.PoissonNllOfRates))]
public sealed partial class PoissonNLLOfRatesLoss;

/// <summary>
/// Poisson negative log-likelihood of rates with Stirling's term (torch.nn.PoissonNLLLoss, log_input=False, full=True).
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.PoissonNllOfRatesFull))]
public sealed partial class PoissonNLLOfRatesFullLoss;

/// <summary>
/// Gaussian negative log-likelihood (torch.nn.GaussianNLLLoss): (log v + (prediction - target)²/v)/2 with v = max(variance, eps).
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.GaussianNll))]
public sealed partial class GaussianNLLLoss;

/// <summary>
/// Gaussian negative log-likelihood with its constant (torch.nn.GaussianNLLLoss, full=True): (log v + (prediction - target)²/v + log 2π)/2
/// with v = max(variance, eps).
/// </summary>
[TorchModule(typeof(Regression), nameof(Regression.GaussianNllFull))]
public sealed partial class GaussianNLLFullLoss;
