using System.Runtime.CompilerServices;
using LossGen.Numerics;

namespace LossGen.Nests;

/// <summary>
/// The largest x so far and the sum of exp(x - largest), formed in one trip through a row: block after block, the sum is scaled down where the
/// largest value rises (online softmax; Milakov and Gimelshein, 2018, arXiv:1805.02867). What emitted loops call is
/// optimised from the first call on, as they are, and not inlined: there is room for so many variables only in a method.
/// </summary>
public struct OnlineSum()
{
    /// <summary>The elements of a block, which stays in the first-level cache between its maximum and its sum.</summary>
    public const int Block = 2048;

    /// <summary>The largest value; -inf over nothing.</summary>
    public double Largest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private set;
    } = double.NegativeInfinity;

    /// <summary>What exponents are shifted by: the largest value, or 0 where that is infinite.</summary>
    public double Shift
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private set;
    }

    /// <summary>The sum of exp(x - shift).</summary>
    public double Sum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        readonly get;
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private set;
    }

    /// <summary>What exponents are shifted by: their largest, or 0 where that is infinite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ShiftBy(double largest) => double.IsInfinity(largest) ? 0 : largest;

    /// <summary>Takes the largest value of the next block into account, and returns the shift to sum it with.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public double Raise(double largestOfBlock) => Raise<MachineMath>(largestOfBlock);

    /// <summary>The same, with the exponential of a device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Raise<F>(double largestOfBlock)
        where F : struct, IElementary
    {
        if (largestOfBlock <= Largest || double.IsNaN(Largest))
            return Shift;
        Largest = largestOfBlock;
        double shift = ShiftBy(Largest);
        if (Sum != 0)
            Sum *= F.Exp(Shift - shift);
        return Shift = shift;
    }

    /// <summary>Adds the sum of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(double sumOfBlock) => Sum += sumOfBlock;

    /// <summary>Adds a part of the row, whose sum was formed with a shift of its own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public void Add(double largestOfPart, double sumOfPart) => Add<MachineMath>(largestOfPart, sumOfPart);

    /// <summary>The same, with the exponential of a device.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add<F>(double largestOfPart, double sumOfPart)
        where F : struct, IElementary
    {
        double shift = Raise<F>(largestOfPart);
        if (sumOfPart != 0)
            Sum += sumOfPart * F.Exp(ShiftBy(largestOfPart) - shift);
    }
}
