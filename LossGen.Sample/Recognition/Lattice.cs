using System.Numerics.Tensors;

namespace LossGen.Sample;

/// <summary>
/// All alignments of the labels of a sequence with its steps. The states are the labels with a blank before, between and behind them; an
/// alignment is a path that is in one state at each step, and stays or goes on.
/// </summary>
/// <param name="States">The class of each state.</param>
/// <param name="LogProbability">The logarithm of the probability of the labels: of all alignments together.</param>
/// <param name="Posterior">The probability that the alignment is in a state (column) at a step (row), given the labels.</param>
/// <param name="BestPath">The state of the most probable alignment at each step.</param>
/// <param name="BestShare">The probability of that alignment among all alignments of the labels.</param>
public sealed record Lattice(int[] States, double LogProbability, double[,] Posterior, int[] BestPath, double BestShare)
{
    /// <param name="probabilities">Those of the classes, a row for each step.</param>
    /// <param name="labels">The labels, at least one.</param>
    public static Lattice Of(double[,] probabilities, int[] labels)
    {
        int[] states = [LabelledSequence.Blank, .. labels.SelectMany(label => new[] { label, LabelledSequence.Blank })];
        // Between equal labels the blank is what tells them from one.
        int[] skip = [.. states.Select((state, s) => s >= 2 && state != LabelledSequence.Blank && state != states[s - 2] ? 1 : 0)];
        int steps = probabilities.GetLength(0);
        double[,] scores = new double[steps, states.Length], posterior = new double[steps, states.Length];
        double[,] best = new double[steps, states.Length];
        for (int t = 0; t < steps; t++)
        {
            for (int s = 0; s < states.Length; s++)
                scores[t, s] = Math.Log(probabilities[t, states[s]]);
        }

        // Both are gradients: the sum over all paths tells how many lead through a node, the best path whether it does.
        ReadOnlyTensorSpan<double> e = new(scores);
        double logProbability = Losses.AlignmentLogPartitionWithGradient(e, skip, new TensorSpan<double>(posterior));
        double logOfBest = Losses.BestAlignmentWithGradient(e, skip, new TensorSpan<double>(best));
        int[] path = [.. Enumerable.Range(0, steps).Select(StateAt)];
        return new(states, logProbability, posterior, path, Math.Exp(logOfBest - logProbability));

        int StateAt(int t) => Enumerable.Range(0, states.Length).MaxBy(s => best[t, s]);
    }
}
