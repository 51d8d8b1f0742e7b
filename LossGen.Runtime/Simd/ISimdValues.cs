using System.Numerics;

namespace LossGen.Simd;

/// <summary>How many lanes there are, and the same value in all of them. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdValues<V, T>
    where V : struct, ISimdValues<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the elements are <see cref="float"/>: a constant to the JIT, and to the compiler of a device.</summary>
    static abstract bool IsSingle { get; }

    /// <summary>The same value in every lane.</summary>
    static abstract V Create(T value);

    /// <summary>The number, rounded to the element, in every lane.</summary>
    static abstract V Constant(double value);
}
