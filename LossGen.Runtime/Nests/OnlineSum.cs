using LossGen.Numerics;
using LossGen.Passes;

namespace LossGen.Nests;

/// <summary>
/// The largest x so far and the sum of exp(x - largest), formed in one trip through a row: block after block, the sum is scaled down where the
/// largest value rises (online softmax; Milakov and Gimelshein, 2018, arXiv:1805.02867).
/// </summary>
public struct OnlineSum() : ITotals<OnlineSum>
{
    /// <summary>The elements of a block, which stays in the first-level cache between its maximum and its sum.</summary>
    public const int Block = 2048;

    private double largest = double.NegativeInfinity;

    /// <summary>What exponents are shifted by: the largest value, or 0 where that is infinite.</summary>
    public double Shift { get; private set; }

    /// <summary>The sum of exp(x - shift).</summary>
    public double Sum { get; private set; }

    /// <summary>Takes the largest value of the next block into account, and returns the shift to sum it with.</summary>
    public double Raise(double largestOfBlock) => Raise<MachineMath>(largestOfBlock);

    /// <summary>The same, with the exponential of a device.</summary>
    public double Raise<F>(double largestOfBlock)
        where F : struct, IElementary
    {
        if (largestOfBlock <= largest || double.IsNaN(largest))
            return Shift;
        largest = largestOfBlock;
        double shift = double.IsInfinity(largest) ? 0 : largest;
        if (Sum != 0)
            Sum *= F.Exp(Shift - shift);
        return Shift = shift;
    }

    /// <summary>Adds the sum of a block.</summary>
    public void Add(double sumOfBlock) => Sum += sumOfBlock;

    /// <summary>Adds what was formed of the elements that follow.</summary>
    public void Add(in OnlineSum later) => Add<MachineMath>(in later);

    /// <summary>The same, with the exponential of a device.</summary>
    public void Add<F>(in OnlineSum later)
        where F : struct, IElementary
    {
        double sum = later.Sum;
        Raise<F>(later.largest);
        if (sum != 0)
            Sum += sum * F.Exp(later.Shift - Shift);
    }
}
