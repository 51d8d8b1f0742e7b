namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> RegressionLosses() =>
    [
        new(
            nameof(Regression.SquaredError),
            Regression.SquaredErrorInfo,
            LossTask.Regression,
            "Squared error (MSE, L2 loss; torch.nn.MSELoss): (prediction - target)².",
            ["regression with Gaussian noise", "predicting the conditional mean", "reconstruction"],
            "Avoid it where targets have outliers: one residual of 100 weighs as much as ten thousand of 1. Use Huber, Cauchy or " +
                "AbsoluteError there.",
            "A. M. Legendre, Nouvelles méthodes pour la détermination des orbites des comètes, 1805; C. F. Gauss, Theoria motus, 1809."),
        new(
            nameof(Regression.SquaredLogError),
            Regression.SquaredLogErrorInfo,
            LossTask.Regression,
            "Squared logarithmic error (MSLE): (log(1 + prediction) - log(1 + target))².",
            ["regression of positive targets over orders of magnitude", "relative errors", "counts and prices with exponential growth"],
            "Avoid it for targets below 0, and where predicting too little must not cost more than predicting too much by as many " +
                "units.",
            "The score of Kaggle's competitions and scikit-learn's mean_squared_log_error."),
        new(
            nameof(Regression.AbsoluteError),
            Regression.AbsoluteErrorInfo,
            LossTask.Regression,
            "Absolute error (MAE, L1 loss; torch.nn.L1Loss): |prediction - target|.",
            ["regression with outliers", "predicting the conditional median", "image restoration with sharp edges"],
            "Avoid it where the last digits matter: the gradient has the same size at any residual, so that training does not " +
                "settle by itself. Use Huber or SmoothL1 there.",
            "R. J. Boscovich, 1757; P. S. Laplace, 1793."),
        new(
            nameof(Regression.AbsolutePercentageError),
            Regression.AbsolutePercentageErrorInfo,
            LossTask.Regression,
            "Absolute percentage error (MAPE) as a fraction: |prediction - target| / max(|target|, eps).",
            ["regression with relative errors", "forecasts that are judged in percent", "demand forecasting"],
            "Avoid it where targets can be 0 or near it, and where too high a forecast must not cost more than too low a one.",
            "S. Makridakis, \"Accuracy measures: theoretical and practical concerns\", International Journal of Forecasting 9 (1993)."),
        new(
            nameof(Regression.Quantile),
            Regression.QuantileInfo,
            LossTask.Regression,
            "Quantile loss (pinball loss): quantile · e where e = target - prediction is at least 0, else (quantile - 1) · e.",
            ["predicting quantiles", "prediction intervals", "asymmetric costs of too much and too little", "regression with outliers"],
            "Avoid it where the mean is wanted, and for several quantiles of one model without Quantiles, which shares the targets.",
            "R. Koenker and G. Bassett, \"Regression Quantiles\", Econometrica 46 (1978)."),
        new(
            nameof(Regression.Huber),
            Regression.HuberInfo,
            LossTask.Regression,
            "Huber's loss (torch.nn.HuberLoss): e²/2 where |e| = |prediction - target| is at most delta, else delta · (|e| - delta/2).",
            ["regression with outliers", "regression with heavy-tailed noise", "values in reinforcement learning"],
            "Avoid it where there is no natural scale for delta, or where large errors must not pull at all: Tukey ignores them.",
            "P. J. Huber, \"Robust Estimation of a Location Parameter\", Annals of Mathematical Statistics 35 (1964)."),
        new(
            nameof(Regression.SmoothL1),
            Regression.SmoothL1Info,
            LossTask.Regression,
            "Smooth L1 (torch.nn.SmoothL1Loss): e²/(2 beta) where |e| = |prediction - target| is below beta, else |e| - beta/2. It " +
                "is Huber's loss divided by beta.",
            ["bounding box regression", "object detection", "regression with outliers"],
            "Avoid it where boxes are judged by their overlap: GeneralizedBoxIou and DistanceBoxIou train for that.",
            "R. Girshick, \"Fast R-CNN\", ICCV 2015."),
        new(
            nameof(Regression.LogCosh),
            Regression.LogCoshInfo,
            LossTask.Regression,
            "Log-cosh: log(cosh(prediction - target)), like e²/2 near 0 and like |e| - log 2 far out, smooth everywhere.",
            ["regression with outliers", "gradient boosting", "second-order methods"],
            "Avoid it where residuals are far from 1 in scale: unlike Huber's delta it has no parameter for that.",
            "P. J. Green, \"Bayesian reconstructions from emission tomography data using a modified EM algorithm\", IEEE Transactions" +
                " on Medical Imaging 9 (1990)."),
        new(
            nameof(Regression.Cauchy),
            Regression.CauchyInfo,
            LossTask.Regression,
            "Cauchy's loss (Lorentzian): c²/2 · log(1 + (e/c)²) with e = prediction - target.",
            ["regression with gross outliers", "heavy-tailed noise", "bundle adjustment and robust fitting"],
            "Avoid it from a bad start: far from the targets the gradient vanishes, and the loss is not convex.",
            "M. J. Black and P. Anandan, \"The robust estimation of multiple motions\", Computer Vision and Image Understanding 63 " +
                "(1996)."),
        new(
            nameof(Regression.Tukey),
            Regression.TukeyInfo,
            LossTask.Regression,
            "Tukey's biweight: c²/6 · (1 - (1 - (e/c)²)³) where |e| = |prediction - target| is at most c, else c²/6.",
            ["regression with gross outliers", "robust fitting that ignores outliers", "contaminated targets"],
            "Avoid it from a bad start: residuals beyond c have no gradient at all. Begin with Huber.",
            "A. E. Beaton and J. W. Tukey, \"The fitting of power series, meaning polynomials, illustrated on band-spectroscopic " +
                "data\", Technometrics 16 (1974)."),
        new(
            nameof(Regression.Charbonnier),
            Regression.CharbonnierInfo,
            LossTask.Regression,
            "Charbonnier's loss (pseudo-L1): √((prediction - target)² + eps²).",
            ["image restoration and super-resolution", "regression with outliers", "optical flow"],
            "Avoid it where 0 must be reached: the loss of a perfect prediction is eps.",
            "P. Charbonnier et al., \"Two deterministic half-quadratic regularization algorithms for computed imaging\", ICIP 1994."),
        new(
            nameof(Regression.PoissonNll),
            Regression.PoissonNllInfo,
            LossTask.Regression,
            "Poisson negative log-likelihood of log-rates (torch.nn.PoissonNLLLoss, log_input=True): exp(prediction) - target · " +
                "prediction.",
            ["counts", "event rates", "count regression"],
            "Avoid it where the variance of counts exceeds their mean by much (overdispersion), and for targets below 0.",
            "The Poisson distribution: S. D. Poisson, 1837. As torch.nn.PoissonNLLLoss."),
        new(
            nameof(Regression.PoissonNllFull),
            Regression.PoissonNllFullInfo,
            LossTask.Regression,
            "Poisson negative log-likelihood of log-rates with Stirling's term (torch.nn.PoissonNLLLoss, full=True): " +
                "exp(prediction) - target · prediction + log(target!), the last approximated for targets above 1 and 0 below.",
            ["counts whose likelihood is reported", "comparison of count models"],
            "Avoid it for training alone: the term costs a logarithm per element and has no gradient. Use PoissonNll.",
            "The Poisson distribution: S. D. Poisson, 1837. As torch.nn.PoissonNLLLoss."),
        new(
            nameof(Regression.PoissonNllOfRates),
            Regression.PoissonNllOfRatesInfo,
            LossTask.Regression,
            "Poisson negative log-likelihood of rates (torch.nn.PoissonNLLLoss, log_input=False): prediction - target · " +
                "log(prediction + eps).",
            ["counts", "event rates", "non-negative models of count data"],
            "Avoid it where the model can predict rates below 0: predict their logarithms and use PoissonNll.",
            "The Poisson distribution: S. D. Poisson, 1837. As torch.nn.PoissonNLLLoss."),
        new(
            nameof(Regression.PoissonNllOfRatesFull),
            Regression.PoissonNllOfRatesFullInfo,
            LossTask.Regression,
            "Poisson negative log-likelihood of rates with Stirling's term (torch.nn.PoissonNLLLoss, log_input=False, full=True).",
            ["counts whose likelihood is reported", "comparison of count models"],
            "Avoid it for training alone: the term costs a logarithm per element and has no gradient. Use PoissonNllOfRates.",
            "The Poisson distribution: S. D. Poisson, 1837. As torch.nn.PoissonNLLLoss."),
        new(
            nameof(Regression.GaussianNll),
            Regression.GaussianNllInfo,
            LossTask.Regression,
            "Gaussian negative log-likelihood (torch.nn.GaussianNLLLoss): (log v + (prediction - target)²/v)/2 with v = " +
                "max(variance, eps).",
            ["regression with predicted uncertainty", "heteroscedastic noise", "aleatoric uncertainty"],
            "Avoid it where targets have outliers, and at the start of training with unscaled targets: a small variance makes " +
                "gradients large.",
            "D. A. Nix and A. S. Weigend, \"Estimating the mean and variance of the target probability distribution\", ICNN 1994."),
        new(
            nameof(Regression.GaussianNllFull),
            Regression.GaussianNllFullInfo,
            LossTask.Regression,
            "Gaussian negative log-likelihood with its constant (torch.nn.GaussianNLLLoss, full=True): (log v + (prediction - " +
                "target)²/v + log 2π)/2 with v = max(variance, eps).",
            ["regression whose likelihood is reported", "comparison of models of uncertainty"],
            "Avoid it for training alone, where the constant says nothing: use GaussianNll.",
            "D. A. Nix and A. S. Weigend, \"Estimating the mean and variance of the target probability distribution\", ICNN 1994."),
    ];
}
