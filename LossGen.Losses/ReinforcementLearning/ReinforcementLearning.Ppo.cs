using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class ReinforcementLearning
{
    private const string PpoClipTerm = """
         where l[i] = -min(ratio[i] * advantage[i], clamp(ratio[i], 1 - epsilon, 1 + epsilon) * advantage[i]),
         ratio[i] = exp(min(logProbability[i] - oldLogProbability[i], 80))
        """;

    /// <summary>
    /// The clipped surrogate of proximal policy optimization (PPO): -min(r · A, clip(r, 1 - ε, 1 + ε) · A) of the ratio r of
    /// the probabilities.
    /// </summary>
    /// <param name="logProbability">The log-probability of each action under the policy that is trained.</param>
    /// <param name="oldLogProbability">The same under the policy that acted.</param>
    /// <param name="advantage">How much better each action was than the average one.</param>
    /// <param name="epsilon">How far the ratio of the probabilities may go from 1 and gain.</param>
    /// <returns>The mean of all actions.</returns>
    /// <remarks>
    /// <para>Use it for: policy gradients; reinforcement learning from human feedback; continuous control.</para>
    /// <para>Avoid it with actions of a much older policy, whose ratios are far from 1.</para>
    /// <para>
    /// Reference: J. Schulman, F. Wolski, P. Dhariwal, A. Radford and O. Klimov, "Proximal policy optimization algorithms",
    /// 2017.
    /// </para>
    /// </remarks>
    [Loss("mean[i](l[i])" + PpoClipTerm)]
    public static partial float PpoClip(
        [Gradient] ReadOnlySpan<float> logProbability, ReadOnlySpan<float> oldLogProbability, ReadOnlySpan<float> advantage,
        [Range(0, 1)] float epsilon = 0.2f);

    /// <inheritdoc cref="PpoClip(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)"/>
    [Loss("mean[i](l[i])" + PpoClipTerm)]
    public static partial double PpoClip(
        [Gradient] ReadOnlySpan<double> logProbability, ReadOnlySpan<double> oldLogProbability, ReadOnlySpan<double> advantage,
        [Range(0, 1)] double epsilon = 0.2);

    /// <summary>PpoClip with reduction 'sum': the sum over the actions in place of the mean.</summary>
    /// <inheritdoc cref="PpoClip(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[i](l[i])" + PpoClipTerm)]
    public static partial float PpoClipSum(
        [Gradient] ReadOnlySpan<float> logProbability, ReadOnlySpan<float> oldLogProbability, ReadOnlySpan<float> advantage,
        [Range(0, 1)] float epsilon = 0.2f);

    /// <summary>PpoClip with reduction 'sum': the sum over the actions in place of the mean.</summary>
    /// <inheritdoc cref="PpoClip(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("sum[i](l[i])" + PpoClipTerm)]
    public static partial double PpoClipSum(
        [Gradient] ReadOnlySpan<double> logProbability, ReadOnlySpan<double> oldLogProbability, ReadOnlySpan<double> advantage,
        [Range(0, 1)] double epsilon = 0.2);

    /// <summary>PpoClip with reduction 'none': the loss of each action, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PpoClip(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[i]" + PpoClipTerm)]
    public static partial void PpoClip(
        [Gradient] ReadOnlySpan<float> logProbability, ReadOnlySpan<float> oldLogProbability, ReadOnlySpan<float> advantage,
        Span<float> loss, [Range(0, 1)] float epsilon = 0.2f);

    /// <summary>PpoClip with reduction 'none': the loss of each action, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PpoClip(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, float)" path="/param|/remarks"/>
    [Loss("l[i]" + PpoClipTerm)]
    public static partial void PpoClip(
        [Gradient] ReadOnlySpan<double> logProbability, ReadOnlySpan<double> oldLogProbability, ReadOnlySpan<double> advantage,
        Span<double> loss, [Range(0, 1)] double epsilon = 0.2);

    private const string PpoWithAdvantageTerm = """
         where l[n, t] = -min(ratio[n, t] * a[n, t], clamp(ratio[n, t], 1 - epsilon, 1 + epsilon) * a[n, t]),
         ratio[n, t] = exp(min(logProbability[n, t] - oldLogProbability[n, t], 80)),
        """ + AdvantageTerms;

    /// <summary>PpoClip with the advantages that GeneralizedAdvantage estimates, from rewards and values in one call.</summary>
    /// <param name="logProbability">The log-probability of each action under the policy that is trained, [n, t].</param>
    /// <param name="oldLogProbability">The same under the policy that acted, [n, t].</param>
    /// <param name="rewards">The rewards, [n, t]: trajectories, steps.</param>
    /// <param name="values">The estimated value of the state at each step, [n, t].</param>
    /// <param name="nextValues">The estimated value of the state behind the last step, [n].</param>
    /// <param name="done">1 where the episode ends with the step, else 0, [n, t].</param>
    /// <param name="epsilon">How far the ratio of the probabilities may go from 1 and gain.</param>
    /// <param name="gamma">What a reward one step later is multiplied by.</param>
    /// <param name="lambda">How far advantages look ahead: at 0 one step, at 1 to the end.</param>
    /// <returns>The mean of all actions.</returns>
    /// <remarks>
    /// <para>Use it for: policy gradients; reinforcement learning from human feedback; continuous control.</para>
    /// <para>Avoid it where advantages are normalized over the batch: call GeneralizedAdvantage, and PpoClip for each epoch.</para>
    /// <para>
    /// Reference: J. Schulman, F. Wolski, P. Dhariwal, A. Radford and O. Klimov, "Proximal policy optimization algorithms",
    /// 2017.
    /// </para>
    /// </remarks>
    [Loss("mean[n, t](l[n, t])" + PpoWithAdvantageTerm)]
    public static partial float PpoWithAdvantage(
        [Gradient] ReadOnlyTensorSpan<float> logProbability, ReadOnlyTensorSpan<float> oldLogProbability,
        ReadOnlyTensorSpan<float> rewards, ReadOnlyTensorSpan<float> values, ReadOnlySpan<float> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<float> done, [Range(0, 1)] float epsilon = 0.2f, [Range(0, 1)] float gamma = 0.99f,
        [Range(0, 1)] float lambda = 0.95f);

    /// <inheritdoc cref="PpoWithAdvantage(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float, float)"/>
    [Loss("mean[n, t](l[n, t])" + PpoWithAdvantageTerm)]
    public static partial double PpoWithAdvantage(
        [Gradient] ReadOnlyTensorSpan<double> logProbability, ReadOnlyTensorSpan<double> oldLogProbability,
        ReadOnlyTensorSpan<double> rewards, ReadOnlyTensorSpan<double> values, ReadOnlySpan<double> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<double> done, [Range(0, 1)] double epsilon = 0.2, [Range(0, 1)] double gamma = 0.99,
        [Range(0, 1)] double lambda = 0.95);

    /// <summary>PpoWithAdvantage with reduction 'sum': the sum over the actions in place of the mean.</summary>
    /// <inheritdoc cref="PpoWithAdvantage(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float, float)" path="/param|/remarks"/>
    [Loss("sum[n, t](l[n, t])" + PpoWithAdvantageTerm)]
    public static partial float PpoWithAdvantageSum(
        [Gradient] ReadOnlyTensorSpan<float> logProbability, ReadOnlyTensorSpan<float> oldLogProbability,
        ReadOnlyTensorSpan<float> rewards, ReadOnlyTensorSpan<float> values, ReadOnlySpan<float> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<float> done, [Range(0, 1)] float epsilon = 0.2f, [Range(0, 1)] float gamma = 0.99f,
        [Range(0, 1)] float lambda = 0.95f);

    /// <summary>PpoWithAdvantage with reduction 'sum': the sum over the actions in place of the mean.</summary>
    /// <inheritdoc cref="PpoWithAdvantage(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float, float)" path="/param|/remarks"/>
    [Loss("sum[n, t](l[n, t])" + PpoWithAdvantageTerm)]
    public static partial double PpoWithAdvantageSum(
        [Gradient] ReadOnlyTensorSpan<double> logProbability, ReadOnlyTensorSpan<double> oldLogProbability,
        ReadOnlyTensorSpan<double> rewards, ReadOnlyTensorSpan<double> values, ReadOnlySpan<double> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<double> done, [Range(0, 1)] double epsilon = 0.2, [Range(0, 1)] double gamma = 0.99,
        [Range(0, 1)] double lambda = 0.95);

    /// <summary>PpoWithAdvantage with reduction 'none': the loss of each action, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PpoWithAdvantage(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float, float)" path="/param|/remarks"/>
    [Loss("l[n, t]" + PpoWithAdvantageTerm)]
    public static partial void PpoWithAdvantage(
        [Gradient] ReadOnlyTensorSpan<float> logProbability, ReadOnlyTensorSpan<float> oldLogProbability,
        ReadOnlyTensorSpan<float> rewards, ReadOnlyTensorSpan<float> values, ReadOnlySpan<float> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<float> done, TensorSpan<float> loss, [Range(0, 1)] float epsilon = 0.2f,
        [Range(0, 1)] float gamma = 0.99f, [Range(0, 1)] float lambda = 0.95f);

    /// <summary>PpoWithAdvantage with reduction 'none': the loss of each action, written to <paramref name="loss"/>.</summary>
    /// <inheritdoc cref="PpoWithAdvantage(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, float, float, float)" path="/param|/remarks"/>
    [Loss("l[n, t]" + PpoWithAdvantageTerm)]
    public static partial void PpoWithAdvantage(
        [Gradient] ReadOnlyTensorSpan<double> logProbability, ReadOnlyTensorSpan<double> oldLogProbability,
        ReadOnlyTensorSpan<double> rewards, ReadOnlyTensorSpan<double> values, ReadOnlySpan<double> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<double> done, TensorSpan<double> loss, [Range(0, 1)] double epsilon = 0.2,
        [Range(0, 1)] double gamma = 0.99, [Range(0, 1)] double lambda = 0.95);
}
