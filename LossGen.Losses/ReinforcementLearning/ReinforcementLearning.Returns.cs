using System.Numerics.Tensors;

namespace LossGen.Losses;

public static partial class ReinforcementLearning
{
    private const string DiscountedReturnsTerm = " where g[n, t] = rewards[n, t] + gamma * (1 - done[n, t]) * (g[n, t + 1] ?? nextValues[n])";

    /// <summary>
    /// The discounted return of each step: its reward, and what follows times gamma, up to the end of the episode.
    /// </summary>
    /// <param name="rewards">The rewards, [n, t]: trajectories, steps.</param>
    /// <param name="nextValues">The estimated value of the state behind the last step, [n].</param>
    /// <param name="done">1 where the episode ends with the step, else 0, [n, t].</param>
    /// <param name="returns">Is set to the returns, [n, t].</param>
    /// <param name="gamma">What a reward one step later is multiplied by.</param>
    /// <remarks>
    /// <para>Use it for: returns of trajectories; targets of value functions; policy gradients.</para>
    /// <para>Avoid it where a value function is at hand: GeneralizedAdvantage has less variance.</para>
    /// <para>Reference: R. S. Sutton and A. G. Barto, "Reinforcement learning: an introduction", 2nd edition, 2018.</para>
    /// </remarks>
    [Loss("g[n, t]" + DiscountedReturnsTerm)]
    public static partial void DiscountedReturns(
        ReadOnlyTensorSpan<float> rewards, ReadOnlySpan<float> nextValues, [Range(0, 1)] ReadOnlyTensorSpan<float> done,
        TensorSpan<float> returns, [Range(0, 1)] float gamma = 0.99f);

    /// <inheritdoc cref="DiscountedReturns(ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, TensorSpan{float}, float)"/>
    [Loss("g[n, t]" + DiscountedReturnsTerm)]
    public static partial void DiscountedReturns(
        ReadOnlyTensorSpan<double> rewards, ReadOnlySpan<double> nextValues, [Range(0, 1)] ReadOnlyTensorSpan<double> done,
        TensorSpan<double> returns, [Range(0, 1)] double gamma = 0.99);

    // What a step was better than estimated, and that of the steps ahead, up to the end of the episode.
    private const string AdvantageTerms = """
         a[n, t] = delta[n, t] + gamma * lambda * (1 - done[n, t]) * (a[n, t + 1] ?? 0),
         delta[n, t] = rewards[n, t] + gamma * (1 - done[n, t]) * (values[n, t + 1] ?? nextValues[n]) - values[n, t]
        """;

    private const string GeneralizedAdvantageTerm = " where" + AdvantageTerms;

    /// <summary>
    /// Generalised advantage estimation (GAE): the discounted sum of what each step was better than its estimated value.
    /// </summary>
    /// <param name="rewards">The rewards, [n, t]: trajectories, steps.</param>
    /// <param name="values">The estimated value of the state at each step, [n, t].</param>
    /// <param name="nextValues">The estimated value of the state behind the last step, [n].</param>
    /// <param name="done">1 where the episode ends with the step, else 0, [n, t].</param>
    /// <param name="advantages">Is set to the advantages, [n, t].</param>
    /// <param name="gamma">What a reward one step later is multiplied by.</param>
    /// <param name="lambda">How far advantages look ahead: at 0 one step, at 1 to the end.</param>
    /// <remarks>
    /// <para>Use it for: advantages of trajectories; actor-critic methods; PPO and its kin.</para>
    /// <para>Avoid it where values are not learned: use DiscountedReturns.</para>
    /// <para>
    /// Reference: J. Schulman, P. Moritz, S. Levine, M. Jordan and P. Abbeel, "High-dimensional continuous control using
    /// generalized advantage estimation", ICLR 2016.
    /// </para>
    /// </remarks>
    [Loss("a[n, t]" + GeneralizedAdvantageTerm)]
    public static partial void GeneralizedAdvantage(
        ReadOnlyTensorSpan<float> rewards, ReadOnlyTensorSpan<float> values, ReadOnlySpan<float> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<float> done, TensorSpan<float> advantages, [Range(0, 1)] float gamma = 0.99f,
        [Range(0, 1)] float lambda = 0.95f);

    /// <inheritdoc cref="GeneralizedAdvantage(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{float}, ReadOnlySpan{float}, ReadOnlyTensorSpan{float}, TensorSpan{float}, float, float)"/>
    [Loss("a[n, t]" + GeneralizedAdvantageTerm)]
    public static partial void GeneralizedAdvantage(
        ReadOnlyTensorSpan<double> rewards, ReadOnlyTensorSpan<double> values, ReadOnlySpan<double> nextValues,
        [Range(0, 1)] ReadOnlyTensorSpan<double> done, TensorSpan<double> advantages, [Range(0, 1)] double gamma = 0.99,
        [Range(0, 1)] double lambda = 0.95);
}
