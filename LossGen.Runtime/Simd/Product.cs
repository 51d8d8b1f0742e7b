using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>A running product over the lanes of a loop; 1 over nothing. It is formed in the element type, and only the lanes meet in double.</summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
public struct Product<V, T>()
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private V lanes = V.Create(T.One);

    /// <summary>The product of all lanes of all values added.</summary>
    public readonly double Total
    {
        get
        {
            double product = 1;
            for (int lane = 0; lane < V.Count; lane++)
                product *= double.CreateTruncating(V.GetLane(lanes, lane));
            return product;
        }
    }

    /// <summary>Multiplies by every lane of <paramref name="value"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value) => lanes *= value;

    /// <summary>Multiplies by the lanes that are left of the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(V value, nint left) => Add(Edge.Kept(value, left, T.One));
}
