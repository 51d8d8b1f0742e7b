using System.Numerics;

namespace LossGen.Simd;

/// <summary>
/// A group of lanes that compute together: 1, 4, 8 or 16 floats, or 1, 2, 4 or 8 doubles. Emitted loops are written once over
/// <typeparamref name="V"/> and compiled by the JIT for the widest registers of the machine and again, for the last elements, for one lane.
/// A comparison returns a mask: lanes of all ones or all zeros.
/// </summary>
/// <remarks>
/// It has parts, of which none has more than ten members, for the time of the JIT: for each operation of a loop the runtime looks for the member that implements it, and goes through all
/// members of its interface several times. In one interface of 85 members that took 40 microseconds, in parts it takes 6. Conversions stay here, where C# looks for them.
/// </remarks>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimd<V, T> : ISimdArithmetic<V, T>, ISimdValues<V, T>, ISimdComparison<V, T>, ISimdMasks<V, T>,
    ISimdMemory<V, T>, ISimdRounding<V, T>, ISimdExponents<V, T>, ISimdSums<V, T>,
    ISimdExponentials<V, T>, ISimdTrigonometry<V, T>, ISimdHyperbolics<V, T>, ISimdSpecials<V, T>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The value in every lane.</summary>
    static abstract implicit operator V(T value);
}
