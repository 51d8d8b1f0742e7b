using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <summary>
/// Loads of which some lanes are left out, by masks of the processor, which do not touch the memory of those: elements outside of a row, and
/// elements at places that integers say.
/// </summary>
internal static unsafe class Masked
{
    /// <summary>The largest distance of elements that are loaded together.</summary>
    public const nint MostStride = int.MaxValue / Edge.MostLanes;

    /// <summary>Whether the processor has them; rows are indexed by 32 bits then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSupported(nint extent) => Avx2.IsSupported && extent <= int.MaxValue;

    /// <summary>The elements from <paramref name="index"/> on; those outside of the <paramref name="extent"/> are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T>(T* first, nint index, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(V) == typeof(Lanes512<float>) && Avx512F.IsSupported)
            return Unsafe.BitCast<Vector512<float>, V>(Avx512F.MaskLoad((float*)first + index, Inside512(index, extent).AsSingle(), Vector512<float>.Zero));
        if (typeof(V) == typeof(Lanes256<float>))
            return Unsafe.BitCast<Vector256<float>, V>(Avx.MaskLoad((float*)first + index, Inside(index, extent).AsSingle()));
        if (typeof(V) == typeof(Lanes256<double>))
            return Unsafe.BitCast<Vector256<double>, V>(Avx.MaskLoad((double*)first + index, Wide(Inside(index, extent)).AsDouble()));

        T* lanes = stackalloc T[Edge.MostLanes];
        for (int lane = 0; lane < V.Count; lane += Vector256<T>.Count)
        {
            Vector256<int> inside = Inside(index + lane, extent);
            if (V.IsSingle)
                Avx.MaskLoad((float*)first + index + lane, inside.AsSingle()).Store((float*)lanes + lane);
            else
                Avx.MaskLoad((double*)first + index + lane, Wide(inside).AsDouble()).Store((double*)lanes + lane);
        }

        return V.Load(in *lanes, 0);
    }

    /// <summary>The integers from <paramref name="index"/> on, converted; those outside of the <paramref name="extent"/> are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T>(int* first, nint index, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(V) == typeof(Lanes512<float>) && Avx512F.IsSupported)
        {
            Vector512<int> integers = Avx512F.MaskLoad(first + index, Inside512(index, extent), Vector512<int>.Zero);
            return Unsafe.BitCast<Vector512<float>, V>(Vector512.ConvertToSingle(integers));
        }

        int* lanes = stackalloc int[Edge.MostLanes];
        for (int lane = 0; lane < V.Count; lane += Vector256<int>.Count)
            Avx2.MaskLoad(first + index + lane, Inside(index + lane, extent)).Store(lanes + lane);
        return V.Load(in *lanes, 0);
    }

    /// <summary>As many doubles as there are lanes of floats, rounded, from <paramref name="index"/> on; those outside of the <paramref name="extent"/> are 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadWide<V>(double* first, nint index, nint extent)
        where V : struct
    {
        double* doubles = stackalloc double[Edge.MostLanes];
        for (int lane = 0; lane < Unsafe.SizeOf<V>() / sizeof(float); lane += Vector256<double>.Count)
            Avx.MaskLoad(first + index + lane, Wide(Inside(index + lane, extent)).AsDouble()).Store(doubles + lane);
        return Simd.Wide.Load<V>(in *doubles);
    }

    /// <summary>
    /// The elements at the places that integers say, from the integer at <paramref name="index"/> on; 0 where the integer or its place lies
    /// outside.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Pick<V, T>(T* first, nint extent, int* places, nint index, nint placesExtent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(V) == typeof(Lanes512<float>))
        {
            Vector256<float> lower = PickSingles((float*)first, extent, places, index, placesExtent);
            return Unsafe.BitCast<Vector512<float>, V>(Vector512.Create(lower, PickSingles((float*)first, extent, places, index + 8, placesExtent)));
        }

        T* lanes = stackalloc T[Edge.MostLanes];
        for (int lane = 0; lane < V.Count; lane += Vector256<T>.Count)
        {
            if (V.IsSingle)
                PickSingles((float*)first, extent, places, index + lane, placesExtent).Store((float*)lanes + lane);
            else
                PickDoubles((double*)first, extent, places, index + lane, placesExtent).Store((double*)lanes + lane);
        }

        return V.Load(in *lanes, 0);
    }

    /// <summary>
    /// The elements from <paramref name="index"/> on, which lie <paramref name="stride"/> apart, no more than <see cref="MostStride"/>; those outside of
    /// the <paramref name="extent"/> are 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadApart<V, T>(T* first, nint index, nint stride, nint extent)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Vector256<int> places = Vector256<int>.Indices * (int)stride;
        if (typeof(V) == typeof(Lanes512<float>))
        {
            Vector256<float> lower = GatherSingles((float*)first + (index * stride), places, Inside(index, extent));
            Vector256<float> upper = GatherSingles((float*)first + ((index + 8) * stride), places, Inside(index + 8, extent));
            return Unsafe.BitCast<Vector512<float>, V>(Vector512.Create(lower, upper));
        }

        T* lanes = stackalloc T[Edge.MostLanes];
        for (int lane = 0; lane < V.Count; lane += Vector256<T>.Count)
        {
            Vector256<int> inside = Inside(index + lane, extent);
            if (V.IsSingle)
                GatherSingles((float*)first + ((index + lane) * stride), places, inside).Store((float*)lanes + lane);
            else
                GatherDoubles((double*)first + ((index + lane) * stride), places, inside).Store((double*)lanes + lane);
        }

        return V.Load(in *lanes, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> GatherSingles(float* first, Vector256<int> places, Vector256<int> inside) =>
        Avx2.GatherMaskVector256(Vector256<float>.Zero, first, places, inside.AsSingle(), sizeof(float));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> GatherDoubles(double* first, Vector256<int> places, Vector256<int> inside) =>
        Avx2.GatherMaskVector256(Vector256<double>.Zero, first, places.GetLower(), Wide(inside).AsDouble(), sizeof(double));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PickSingles(float* first, nint extent, int* places, nint index, nint placesExtent)
    {
        Vector256<int> there = Inside(index, placesExtent), place = Avx2.MaskLoad(places + index, there);
        return GatherSingles(first, place, there & Below(place, extent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> PickDoubles(double* first, nint extent, int* places, nint index, nint placesExtent)
    {
        Vector256<int> there = Inside(index, placesExtent), place = Avx2.MaskLoad(places + index, there);
        return GatherDoubles(first, place, there & Below(place, extent));
    }

    /// <summary>Which of the eight positions from <paramref name="index"/> on lie in a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Inside(nint index, nint extent) => Below(Vector256<int>.Indices + Vector256.Create((int)index), extent);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Inside512(nint index, nint extent) =>
        Vector512.LessThan((Vector512<int>.Indices + Vector512.Create((int)index)).AsUInt32(), Vector512.Create((uint)extent)).AsInt32();

    /// <summary>Which integers are places of a row: as unsigned numbers, those below 0 are large.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Below(Vector256<int> place, nint extent) =>
        Vector256.LessThan(place.AsUInt32(), Vector256.Create((uint)extent)).AsInt32();

    /// <summary>The mask of the first four as one of doubles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<long> Wide(Vector256<int> mask) => Vector256.WidenLower(mask);
}
