using LossGen.Generator.Diagnostics;
using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Binding;

/// <summary>A read of a table in what defines a recurrence.</summary>
/// <param name="Indices">Its indices.</param>
/// <param name="Axes">The axes of the table, in the order of the brackets.</param>
/// <param name="Bound">The axes that reductions around bind, along which its positions are others than the one that is being computed.</param>
/// <param name="Place">Where it was written.</param>
internal sealed record StateRead(IReadOnlyList<Node> Indices, IReadOnlyList<Axis> Axes, AxisSet Bound, TextRange Place)
{
    /// <summary>By how much the position along an axis differs from the one that is being computed; null where nothing is known of it.</summary>
    public Interval? Offset(Axis axis)
    {
        for (int dimension = 0; dimension < Axes.Count && !Bound.Contains(axis); dimension++)
        {
            if (Axes[dimension] == axis)
                return Offset(Indices[dimension], axis);
        }

        return null;
    }

    private static Interval? Offset(Node index, Axis axis)
    {
        if (!index.VariesOver(axis))
            return null;
        return index.Op switch
        {
            Op.Index => Interval.Of(0),
            Op.Add when Offset(index[0], axis) is { } left => left + index[1].Range,
            Op.Add when Offset(index[1], axis) is { } right => index[0].Range + right,
            Op.Subtract when Offset(index[0], axis) is { } left => left - index[1].Range,
            Op.Call when index.Calls(FunctionTable.Min) => Best(Offset(index[0], axis), Offset(index[1], axis), isLow: false),
            Op.Call when index.Calls(FunctionTable.Max) => Best(Offset(index[0], axis), Offset(index[1], axis), isLow: true),
            _ => null,
        };
    }

    /// <summary>What is known of the smaller or larger of two positions.</summary>
    private static Interval? Best(Interval? first, Interval? second, bool isLow)
    {
        if (first is not { } left || second is not { } right)
        {
            return (first ?? second) is not { } known ? null
                : isLow ? new Interval(known.Low, double.PositiveInfinity) : new Interval(double.NegativeInfinity, known.High);
        }

        return isLow
            ? new Interval(Math.Max(left.Low, right.Low), Math.Max(left.High, right.High))
            : new Interval(Math.Min(left.Low, right.Low), Math.Min(left.High, right.High));
    }
}

/// <summary>Finds an order in which each position of a recurrence is computed after all that it reads.</summary>
internal static class Causality
{
    /// <summary>
    /// The axes to go along one after the other, outermost first, so that each read is of an earlier position: one that is earlier along the first
    /// of these axes along which it differs. As few axes as can be, for positions along all others are computed side by side.
    /// </summary>
    /// <param name="reads">The reads.</param>
    /// <param name="axes">The axes of the recurrence.</param>
    /// <param name="unordered">The reads that no order makes earlier ones.</param>
    public static IReadOnlyList<RecurrenceStep> Order(IReadOnlyList<StateRead> reads, IReadOnlyList<Axis> axes, out IReadOnlyList<StateRead> unordered)
    {
        var order = new List<RecurrenceStep>();
        List<StateRead> left = [.. reads];
        while (left.Count > 0)
        {
            IEnumerable<RecurrenceStep> steps = axes.Where(axis => order.All(step => step.Axis != axis))
                .SelectMany(axis => new[] { new RecurrenceStep(axis, false), new RecurrenceStep(axis, true) })
                .Where(step => left.All(read => IsEarlier(read, step, orSame: true)));
            RecurrenceStep? best = steps.Where(step => left.Any(read => IsEarlier(read, step, orSame: false)))
                .OrderByDescending(step => left.Count(read => IsEarlier(read, step, orSame: false))).Cast<RecurrenceStep?>().FirstOrDefault();
            if (best is not { } next)
                break;
            order.Add(next);
            left.RemoveAll(read => IsEarlier(read, next, orSame: false));
        }

        unordered = left;
        return order;
    }

    private static bool IsEarlier(StateRead read, RecurrenceStep step, bool orSame)
    {
        if (read.Offset(step.Axis) is not { } offset)
            return false;
        double least = orSame ? 0 : 1;
        return step.IsReversed ? offset.Low >= least : offset.High <= -least;
    }
}
