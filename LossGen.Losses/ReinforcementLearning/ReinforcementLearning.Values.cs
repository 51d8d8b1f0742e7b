using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class ReinforcementLearning
{
    private const string PolicyGradientTerm = """
         where l[n, t] = -logProbability[n, t] * (g[n, t] - values[n, t]),
         g[n, t] = rewards[n, t] + gamma * (1 - done[n, t]) * (g[n, t + 1] ?? nextValues[n])
        """;

    /// <summary>REINFORCE with a baseline: -log-probability · (discounted return - baseline).</summary>
    /// <param name="logProbability">The log-probability of each action, [n, t].</param>
    /// <param name="rewards">The rewards, [n, t]: trajectories, steps.</param>
    /// <param name="values">The baseline, [n, t]: the estimated value of the state at each step, or 0.</param>
    /// <param name="nextValues">The estimated value of the state behind the last step, [n].</param>
    /// <param name="done">1 where the episode ends with the step, else 0, [n, t].</param>
    /// <param name="gamma">What a reward one step later is multiplied by.</param>
    /// <returns>The mean of all actions.</returns>
    /// <remarks>
    /// <para>Use it for: policy gradients; small discrete problems; training from whole trajectories.</para>
    /// <para>Avoid several epochs over the same trajectories: use PpoClip.</para>
    /// <para>
    /// Reference: R. J. Williams, "Simple statistical gradient-following algorithms for connectionist reinforcement learning",
    /// Machine Learning 8 (1992).
    /// </para>
    /// </remarks>
    [Loss("mean[n, t](l[n, t])" + PolicyGradientTerm)]
    public static partial float PolicyGradient(
        [Gradient] ReadOnlyTensorSpan<float> logProbability, ReadOnlyTensorSpan<float> rewards, ReadOnlyTensorSpan<float> values,
        ReadOnlySpan<float> nextValues, [Range(0, 1)] ReadOnlyTensorSpan<float> done, [Range(0, 1)] float gamma = 0.99f);

    /// <inheritdoc cref="PolicyGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float)"/>
    [Loss("mean[n, t](l[n, t])" + PolicyGradientTerm)]
    public static partial double PolicyGradient(
        [Gradient] ReadOnlyTensorSpan<double> logProbability, ReadOnlyTensorSpan<double> rewards, ReadOnlyTensorSpan<double> values,
        ReadOnlySpan<double> nextValues, [Range(0, 1)] ReadOnlyTensorSpan<double> done, [Range(0, 1)] double gamma = 0.99);

    /// <summary>PolicyGradient with reduction 'sum': the sum over the actions in place of the mean.</summary>
    /// <inheritdoc cref="PolicyGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n, t](l[n, t])" + PolicyGradientTerm)]
    public static partial float PolicyGradientSum(
        [Gradient] ReadOnlyTensorSpan<float> logProbability, ReadOnlyTensorSpan<float> rewards, ReadOnlyTensorSpan<float> values,
        ReadOnlySpan<float> nextValues, [Range(0, 1)] ReadOnlyTensorSpan<float> done, [Range(0, 1)] float gamma = 0.99f);

    /// <summary>PolicyGradient with reduction 'sum': the sum over the actions in place of the mean.</summary>
    /// <inheritdoc cref="PolicyGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[n, t](l[n, t])" + PolicyGradientTerm)]
    public static partial double PolicyGradientSum(
        [Gradient] ReadOnlyTensorSpan<double> logProbability, ReadOnlyTensorSpan<double> rewards, ReadOnlyTensorSpan<double> values,
        ReadOnlySpan<double> nextValues, [Range(0, 1)] ReadOnlyTensorSpan<double> done, [Range(0, 1)] double gamma = 0.99);

    /// <summary>PolicyGradient with reduction 'none': the loss of each action, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PolicyGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n, t]" + PolicyGradientTerm)]
    public static partial void PolicyGradient(
        [Gradient] ReadOnlyTensorSpan<float> logProbability, ReadOnlyTensorSpan<float> rewards, ReadOnlyTensorSpan<float> values,
        ReadOnlySpan<float> nextValues, [Range(0, 1)] ReadOnlyTensorSpan<float> done, TensorSpan<float> loss,
        [Range(0, 1)] float gamma = 0.99f);

    /// <summary>PolicyGradient with reduction 'none': the loss of each action, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PolicyGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[n, t]" + PolicyGradientTerm)]
    public static partial void PolicyGradient(
        [Gradient] ReadOnlyTensorSpan<double> logProbability, ReadOnlyTensorSpan<double> rewards, ReadOnlyTensorSpan<double> values,
        ReadOnlySpan<double> nextValues, [Range(0, 1)] ReadOnlyTensorSpan<double> done, TensorSpan<double> loss,
        [Range(0, 1)] double gamma = 0.99);

    private const string ValueErrorTerm = " where l[n, t] = (values[n, t] - stopgrad(values[n, t] + a[n, t]))^2," + AdvantageTerms;

    /// <summary>
    /// Squared error of estimated values to their TD(λ) returns, values + generalised advantages, which are held fixed.
    /// </summary>
    /// <param name="values">The estimated value of the state at each step, [n, t].</param>
    /// <param name="rewards">The rewards, [n, t]: trajectories, steps.</param>
    /// <param name="nextValues">The estimated value of the state behind the last step, [n].</param>
    /// <param name="done">1 where the episode ends with the step, else 0, [n, t].</param>
    /// <param name="gamma">What a reward one step later is multiplied by.</param>
    /// <param name="lambda">How far advantages look ahead: at 0 one step, at 1 to the end.</param>
    /// <returns>The mean of all states.</returns>
    /// <remarks>
    /// <para>Use it for: actor-critic methods; value functions; reinforcement learning.</para>
    /// <para>Avoid it where returns have outliers: use Huber of them.</para>
    /// <para>
    /// Reference: J. Schulman, P. Moritz, S. Levine, M. Jordan and P. Abbeel, "High-dimensional continuous control using
    /// generalized advantage estimation", ICLR 2016.
    /// </para>
    /// </remarks>
    [Loss("mean[n, t](l[n, t])" + ValueErrorTerm)]
    public static partial float ValueError(
        [Gradient] ReadOnlyTensorSpan<float> values, ReadOnlyTensorSpan<float> rewards, ReadOnlySpan<float> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<float> done, [Range(0, 1)] float gamma = 0.99f, [Range(0, 1)] float lambda = 0.95f);

    /// <inheritdoc cref="ValueError(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float)"/>
    [Loss("mean[n, t](l[n, t])" + ValueErrorTerm)]
    public static partial double ValueError(
        [Gradient] ReadOnlyTensorSpan<double> values, ReadOnlyTensorSpan<double> rewards, ReadOnlySpan<double> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<double> done, [Range(0, 1)] double gamma = 0.99, [Range(0, 1)] double lambda = 0.95);

    /// <summary>ValueError with reduction 'sum': the sum over the states in place of the mean.</summary>
    /// <inheritdoc cref="ValueError(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("sum[n, t](l[n, t])" + ValueErrorTerm)]
    public static partial float ValueErrorSum(
        [Gradient] ReadOnlyTensorSpan<float> values, ReadOnlyTensorSpan<float> rewards, ReadOnlySpan<float> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<float> done, [Range(0, 1)] float gamma = 0.99f, [Range(0, 1)] float lambda = 0.95f);

    /// <summary>ValueError with reduction 'sum': the sum over the states in place of the mean.</summary>
    /// <inheritdoc cref="ValueError(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("sum[n, t](l[n, t])" + ValueErrorTerm)]
    public static partial double ValueErrorSum(
        [Gradient] ReadOnlyTensorSpan<double> values, ReadOnlyTensorSpan<double> rewards, ReadOnlySpan<double> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<double> done, [Range(0, 1)] double gamma = 0.99, [Range(0, 1)] double lambda = 0.95);

    /// <summary>ValueError with reduction 'none': the loss of each state, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="ValueError(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("l[n, t]" + ValueErrorTerm)]
    public static partial void ValueError(
        [Gradient] ReadOnlyTensorSpan<float> values, ReadOnlyTensorSpan<float> rewards, ReadOnlySpan<float> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<float> done, TensorSpan<float> loss, [Range(0, 1)] float gamma = 0.99f,
        [Range(0, 1)] float lambda = 0.95f);

    /// <summary>ValueError with reduction 'none': the loss of each state, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="ValueError(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float)" path="/param|/remarks"/>
    [Loss("l[n, t]" + ValueErrorTerm)]
    public static partial void ValueError(
        [Gradient] ReadOnlyTensorSpan<double> values, ReadOnlyTensorSpan<double> rewards, ReadOnlySpan<double> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<double> done, TensorSpan<double> loss, [Range(0, 1)] double gamma = 0.99,
        [Range(0, 1)] double lambda = 0.95);
}
