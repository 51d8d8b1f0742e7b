using System.Numerics;

namespace LossGen.Simd;

/// <summary>Arithmetic of lanes: the operations that loops have most of. A part of <see cref="ISimd{V, T}"/>.</summary>
/// <typeparam name="V">The implementing type itself.</typeparam>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
public interface ISimdArithmetic<V, T>
    where V : struct, ISimdArithmetic<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The sum.</summary>
    static abstract V operator +(V left, V right);

    /// <summary>The difference, or the negative.</summary>
    static abstract V operator -(V left, V right);

    /// <summary>The product.</summary>
    static abstract V operator *(V left, V right);

    /// <summary>The quotient.</summary>
    static abstract V operator /(V left, V right);

    /// <summary>The difference, or the negative.</summary>
    static abstract V operator -(V value);

    /// <summary>a * b + c, rounded once where the machine can.</summary>
    static abstract V MultiplyAdd(V a, V b, V c);

    /// <summary>a * b + c for one number c: a step of Horner's scheme.</summary>
    static abstract V MultiplyAdd(V a, V b, double c);
}
