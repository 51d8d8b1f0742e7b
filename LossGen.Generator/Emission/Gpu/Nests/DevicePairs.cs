using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Gpu.Nests;

/// <summary>
/// A loop over the second axis of pairs, directly in the rows of a nest, whose inner loops do nothing but form sums of pairs and add to gradients: it
/// is taken in tiles, of which all threads of a group form the sums and the gradients, and between them each lane does what is left for its pairs.
/// </summary>
/// <param name="Loop">The loop.</param>
/// <param name="Sums">The sums of each pair, which are formed first.</param>
/// <param name="Gradients">The sums over the loop that are kept for all depths.</param>
internal sealed record DevicePairs(Loop Loop, IReadOnlyList<DevicePairTerm> Sums, IReadOnlyList<DevicePairTerm> Gradients)
{
    /// <summary>The most numbers of each pair that shared memory has room for.</summary>
    private const int MostPlaces = 3;

    /// <summary>How many numbers of each pair are kept at a time: a weight takes the place of a sum.</summary>
    public int Places => Math.Max(Sums.Count, Gradients.Sum(gradient => gradient.WeightCount));

    /// <summary>Whether there is something to form together, and room for it.</summary>
    public bool Fits => Places is > 0 and <= MostPlaces;

    /// <summary>All that threads form together.</summary>
    public IEnumerable<DevicePairTerm> Terms => Sums.Concat(Gradients);

    /// <summary>The loops of a nest over rows that are taken in tiles.</summary>
    public static IReadOnlyList<DevicePairs> Of(Nest nest) => nest.IsSerial || nest.IsRecurrence || nest.Steps.Count != 1
        ? []
        : [.. ((Loop)nest.Steps[0]).Body.OfType<Loop>().Select(loop => Find(loop, nest.Axis)).OfType<DevicePairs>().Where(pairs => pairs.Fits)];

    /// <summary>The pairs of a loop, if it is one over pairs.</summary>
    public static DevicePairs? Find(Loop loop, Axis row)
    {
        if (loop.Axis == row || loop.IsReversed || loop.Step is not null || loop.Begins.Any(sink => sink is ScanSink))
            return null;
        List<DevicePairTerm> sums = [], gradients = [];
        foreach (Step step in loop.Body)
        {
            switch (step)
            {
                case Execute { Sink: TotalSink or OnlineSink or StoreSink }:
                    break;
                case Loop inner when !inner.IsReversed && TermsOf(inner, row, loop.Axis) is { } terms:
                    (inner.Begins.Count > 0 ? sums : gradients).AddRange(terms);
                    break;
                default:
                    return null;
            }
        }

        return new DevicePairs(loop, sums, gradients);
    }

    /// <summary>The terms of a loop that forms sums of pairs or adds to gradients; null where it does anything else.</summary>
    private static IReadOnlyList<DevicePairTerm>? TermsOf(Loop inner, Axis row, Axis column)
    {
        if (inner.Begins.Count > 0 && inner.Body.Count != inner.Begins.Count)
            return null;
        var terms = new List<DevicePairTerm>();
        foreach (Step step in inner.Body)
        {
            Node? reduction = step switch
            {
                Execute { Sink: TotalSink total } when inner.Begins.Any(begun => begun is TotalSink other && ReferenceEquals(other.Reduction, total.Reduction)) => total.Reduction,
                Execute { Sink: ColumnSink sum } when inner.Begins.Count == 0 && sum.Inner == inner.Axis && sum.Reduction.Over == column => sum.Reduction,
                _ => null,
            };
            if (reduction is null || DevicePairTerm.Of(reduction, row, column, inner.Axis) is not { } term)
                return null;
            terms.Add(term);
        }

        return terms;
    }
}
