using System.Numerics.Tensors;

namespace LossGen.Sample;

public static partial class Losses
{
    /// <summary>A path stays in its state, goes on to the next one, or leaves out the blank between two labels that differ.</summary>
    private const string Moves = ", stays[t, s] = f[t - 1, s] ?? -inf, moves[t, s] = f[t - 1, s - 1] ?? -inf, "
        + "skips[t, s] = skip[s] == 0 ? -inf : f[t - 1, s - 2] ?? -inf";

    /// <summary>
    /// The logarithm of the sum over all paths through a lattice of exp(the sum of the scores on the path): a log-partition function.
    /// Its gradient by <c>e[t, s]</c> is the share of the paths that are in state s at step t, the posterior probability of the node;
    /// no forward-backward algorithm has to be written. Paths begin in one of the first two states and end in one of the last two.
    /// </summary>
    /// <param name="e">The score of each state at each step, [t, s]; with log-probabilities, this is minus the CTC loss.</param>
    /// <param name="skip">1 for the states whose path may come from two states before, else 0.</param>
    [Loss("logsumexp(f[size(t) - 1, size(s) - 1], f[size(t) - 1, size(s) - 2]) where "
        + "f[t, s] = e[t, s] + (t == 0 ? (s < 2 ? 0 : -inf) : logsumexp(stays[t, s], moves[t, s], skips[t, s]))" + Moves)]
    public static partial double AlignmentLogPartition([Gradient] ReadOnlyTensorSpan<double> e, ReadOnlySpan<int> skip);

    /// <summary>
    /// The same with the largest path in place of the sum of all: Viterbi's algorithm. Its gradient by <c>e[t, s]</c> is 1 on the best
    /// path and 0 elsewhere, so that no pointers back have to be kept.
    /// </summary>
    /// <inheritdoc cref="AlignmentLogPartition" path="/param"/>
    [Loss("max(f[size(t) - 1, size(s) - 1], f[size(t) - 1, size(s) - 2]) where "
        + "f[t, s] = e[t, s] + (t == 0 ? (s < 2 ? 0 : -inf) : max(stays[t, s], moves[t, s], skips[t, s]))" + Moves)]
    public static partial double BestAlignment([Gradient] ReadOnlyTensorSpan<double> e, ReadOnlySpan<int> skip);
}
