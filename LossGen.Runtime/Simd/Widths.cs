using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <summary>
/// Between the lanes of elements <typeparamref name="V"/> and as many lanes of doubles <typeparamref name="D"/>: a <see cref="Pair{L}"/> or a register of twice the width for
/// floats, the lanes themselves for doubles.
/// </summary>
/// <typeparam name="V">The lanes.</typeparam>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="D">As many lanes of doubles.</typeparam>
public static unsafe class Widths<V, T, D>
    where V : struct, ISimd<V, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where D : struct, ISimd<D, double>
{
    /// <summary>The lanes as doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Wide(V value)
    {
        if (typeof(V) == typeof(D))
            return Unsafe.BitCast<V, D>(value);
        if (typeof(V) == typeof(Lanes256<float>) && typeof(D) == typeof(Lanes512<double>))
            return Unsafe.BitCast<Vector512<double>, D>(Avx512F.ConvertToVector512Double(Unsafe.BitCast<V, Vector256<float>>(value)));
        if (typeof(V) == typeof(Lanes128<float>) && typeof(D) == typeof(Lanes256<double>))
            return Unsafe.BitCast<Vector256<double>, D>(Avx.ConvertToVector256Double(Unsafe.BitCast<V, Vector128<float>>(value)));
        if (typeof(V) == typeof(Lanes512<float>))
        {
            Vector512<double> low = Vector512.WidenLower(Unsafe.BitCast<V, Vector512<float>>(value)), high = Vector512.WidenUpper(Unsafe.BitCast<V, Vector512<float>>(value));
            return Unsafe.BitCast<Pair<Lanes512<double>>, D>(new(Unsafe.BitCast<Vector512<double>, Lanes512<double>>(low), Unsafe.BitCast<Vector512<double>, Lanes512<double>>(high)));
        }

        if (typeof(V) == typeof(Lanes256<float>))
        {
            Vector256<double> low = Vector256.WidenLower(Unsafe.BitCast<V, Vector256<float>>(value)), high = Vector256.WidenUpper(Unsafe.BitCast<V, Vector256<float>>(value));
            return Unsafe.BitCast<Pair<Lanes256<double>>, D>(new(Unsafe.BitCast<Vector256<double>, Lanes256<double>>(low), Unsafe.BitCast<Vector256<double>, Lanes256<double>>(high)));
        }

        if (typeof(V) == typeof(Lanes128<float>))
        {
            Vector128<double> low = Vector128.WidenLower(Unsafe.BitCast<V, Vector128<float>>(value)), high = Vector128.WidenUpper(Unsafe.BitCast<V, Vector128<float>>(value));
            return Unsafe.BitCast<Pair<Lanes128<double>>, D>(new(Unsafe.BitCast<Vector128<double>, Lanes128<double>>(low), Unsafe.BitCast<Vector128<double>, Lanes128<double>>(high)));
        }

        T* elements = stackalloc T[Edge.MostLanes];
        double* doubles = stackalloc double[Edge.MostLanes];
        V.Store(ref *elements, 0, value);
        for (int lane = 0; lane < V.Count; lane++)
            doubles[lane] = double.CreateTruncating(elements[lane]);
        return D.Load(in *doubles, 0);
    }

    /// <summary>The doubles, rounded to elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Narrow(D value)
    {
        if (typeof(V) == typeof(D))
            return Unsafe.BitCast<D, V>(value);
        if (typeof(V) == typeof(Lanes256<float>) && typeof(D) == typeof(Lanes512<double>))
            return Unsafe.BitCast<Vector256<float>, V>(Avx512F.ConvertToVector256Single(Unsafe.BitCast<D, Vector512<double>>(value)));
        if (typeof(V) == typeof(Lanes128<float>) && typeof(D) == typeof(Lanes256<double>))
            return Unsafe.BitCast<Vector128<float>, V>(Avx.ConvertToVector128Single(Unsafe.BitCast<D, Vector256<double>>(value)));
        if (typeof(V) == typeof(Lanes512<float>))
        {
            Pair<Lanes512<double>> pair = Unsafe.BitCast<D, Pair<Lanes512<double>>>(value);
            return Unsafe.BitCast<Vector512<float>, V>(Vector512.Narrow(
                Unsafe.BitCast<Lanes512<double>, Vector512<double>>(pair.Low), Unsafe.BitCast<Lanes512<double>, Vector512<double>>(pair.High)));
        }

        if (typeof(V) == typeof(Lanes256<float>))
        {
            Pair<Lanes256<double>> pair = Unsafe.BitCast<D, Pair<Lanes256<double>>>(value);
            return Unsafe.BitCast<Vector256<float>, V>(Vector256.Narrow(
                Unsafe.BitCast<Lanes256<double>, Vector256<double>>(pair.Low), Unsafe.BitCast<Lanes256<double>, Vector256<double>>(pair.High)));
        }

        if (typeof(V) == typeof(Lanes128<float>))
        {
            Pair<Lanes128<double>> pair = Unsafe.BitCast<D, Pair<Lanes128<double>>>(value);
            return Unsafe.BitCast<Vector128<float>, V>(Vector128.Narrow(
                Unsafe.BitCast<Lanes128<double>, Vector128<double>>(pair.Low), Unsafe.BitCast<Lanes128<double>, Vector128<double>>(pair.High)));
        }

        T* elements = stackalloc T[Edge.MostLanes];
        double* doubles = stackalloc double[Edge.MostLanes];
        D.Store(ref *doubles, 0, value);
        for (int lane = 0; lane < V.Count; lane++)
            elements[lane] = T.CreateTruncating(doubles[lane]);
        return V.Load(in *elements, 0);
    }

    /// <summary>A mask of doubles as one of elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NarrowMask(D mask) => V.NotEqual(Narrow(D.Select(mask, D.Create(1), D.Create(0))), V.Create(T.Zero));

    /// <summary>The sum of each lane, of a running sum that <see cref="ISimdSums{V, T}.Accumulate"/> adds to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static D Totals(V low, V high)
    {
        // Floats are added in double, in one register for each half of the lanes.
        if (typeof(V) == typeof(Lanes256<float>) && typeof(D) == typeof(Lanes512<double>))
            return Unsafe.BitCast<Vector512<double>, D>(Vector512.Create(Unsafe.BitCast<V, Vector256<double>>(low), Unsafe.BitCast<V, Vector256<double>>(high)));
        if (typeof(V) == typeof(Lanes128<float>) && typeof(D) == typeof(Lanes256<double>))
            return Unsafe.BitCast<Vector256<double>, D>(Vector256.Create(Unsafe.BitCast<V, Vector128<double>>(low), Unsafe.BitCast<V, Vector128<double>>(high)));
        if (typeof(V) == typeof(Lanes512<float>))
            return Unsafe.BitCast<Pair<Lanes512<double>>, D>(new(Unsafe.BitCast<V, Lanes512<double>>(low), Unsafe.BitCast<V, Lanes512<double>>(high)));
        if (typeof(V) == typeof(Lanes256<float>))
            return Unsafe.BitCast<Pair<Lanes256<double>>, D>(new(Unsafe.BitCast<V, Lanes256<double>>(low), Unsafe.BitCast<V, Lanes256<double>>(high)));
        if (typeof(V) == typeof(Lanes128<float>))
            return Unsafe.BitCast<Pair<Lanes128<double>>, D>(new(Unsafe.BitCast<V, Lanes128<double>>(low), Unsafe.BitCast<V, Lanes128<double>>(high)));
        if (V.Count == 1)
            return D.Create(V.Total(low, high));

        // Of doubles the second register holds what the rounding lost, which is NaN once the sum is infinite.
        D sum = Unsafe.BitCast<V, D>(low), lost = Unsafe.BitCast<V, D>(high);
        return D.Select(D.LessThan(D.Abs(sum), D.Create(double.PositiveInfinity)), sum + lost, sum);
    }
}
