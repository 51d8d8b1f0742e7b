using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LossGen.Simd;

/// <summary>One element of a tensor as a number that is computed with, and back.</summary>
internal static class Elements
{
    /// <summary>The element, rounded where <typeparamref name="T"/> does not have it.</summary>
    /// <typeparam name="E">float, double, int, long, byte, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    /// <typeparam name="T">float or double.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Read<E, T>(E element)
        where E : unmanaged
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(E) == typeof(float))
            return T.CreateTruncating(Unsafe.BitCast<E, float>(element));
        if (typeof(E) == typeof(double))
            return T.CreateTruncating(Unsafe.BitCast<E, double>(element));
        if (typeof(E) == typeof(int))
            return T.CreateTruncating(Unsafe.BitCast<E, int>(element));
        if (typeof(E) == typeof(long))
            return T.CreateTruncating(Unsafe.BitCast<E, long>(element));
        if (typeof(E) == typeof(byte))
            return T.CreateTruncating(Unsafe.BitCast<E, byte>(element));
        if (typeof(E) == typeof(Half))
            return T.CreateTruncating((float)Unsafe.BitCast<E, Half>(element));
        if (typeof(E) == typeof(BFloat16))
            return T.CreateTruncating((float)Unsafe.BitCast<E, BFloat16>(element));
        throw NoElement<E>();
    }

    /// <summary>The number as an element, rounded once.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <typeparam name="E">float, double, <see cref="Half"/> or <see cref="BFloat16"/>.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static E Round<T, E>(T number)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        if (typeof(E) == typeof(float))
            return Unsafe.BitCast<float, E>(float.CreateTruncating(number));
        if (typeof(E) == typeof(double))
            return Unsafe.BitCast<double, E>(double.CreateTruncating(number));
        if (typeof(E) == typeof(Half))
            return Unsafe.BitCast<Half, E>((Half)double.CreateTruncating(number));
        if (typeof(E) == typeof(BFloat16))
            return Unsafe.BitCast<BFloat16, E>((BFloat16)double.CreateTruncating(number));
        throw NoElement<E>();
    }

    /// <summary>The elements from <paramref name="index"/> on, as many as there are lanes or fewer; 0 in the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load<V, T, E>(ref readonly E first, nint index, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        if (typeof(E) == typeof(T))
            return Edge.Load<V, T>(in As<E, T>(in first), index, left);
        if (IsNarrow<E>())
            return V.LoadNarrow(in first, index, left);
        if (typeof(E) == typeof(int))
            return left >= V.Count ? V.Load(in As<E, int>(in first), index) : Edge.Copied<V, T>(in As<E, int>(in first), index, index + left);
        return left >= V.Count && Integers.AreLanes<V, T, E>() ? Integers.Load<V, T, E>(in first, index) : LoadEach<V, T, E>(in first, index, left);
    }

    /// <summary>Writes the lanes, or the first of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<V, T, E>(ref E first, nint index, V value, nint left)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        if (typeof(E) == typeof(T))
            Edge.Store(ref Unsafe.As<E, T>(ref first), index, value, left);
        else if (IsNarrow<E>())
            V.StoreNarrow(ref first, index, value, left);
        else
            StoreEach<V, T, E>(ref first, index, value, left);
    }

    /// <summary>Copies a row of elements as numbers that are computed with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReadRow<V, T, E>(ref readonly E row, ref T numbers, nint count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        for (nint i = 0; i < count; i += V.Count)
            Edge.Store(ref numbers, i, Load<V, T, E>(in row, i, count - i), count - i);
    }

    /// <summary>Writes numbers to a row of elements, rounded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteRow<V, T, E>(ref readonly T numbers, ref E row, nint count, Writing writing = Writing.Overwrite)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        for (nint i = 0; i < count; i += V.Count)
            Edge.StoreConverted<V, T, E>(ref row, i, Edge.Load<V, T>(in numbers, i, count - i), count - i, writing);
    }

    /// <summary>The first elements, one by one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static V LoadEach<V, T, E>(ref readonly E first, nint index, nint count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        Span<T> lanes = stackalloc T[Edge.MostLanes];
        for (int lane = 0; lane < Math.Min(count, V.Count); lane++)
            lanes[lane] = Read<E, T>(Unsafe.Add(ref Unsafe.AsRef(in first), index + lane));
        return V.Load(in MemoryMarshal.GetReference(lanes), 0);
    }

    /// <summary>Writes the first lanes, one by one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void StoreEach<V, T, E>(ref E first, nint index, V value, nint count)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged
    {
        for (int lane = 0; lane < Math.Min(count, V.Count); lane++)
            Unsafe.Add(ref first, index + lane) = Round<T, E>(V.GetLane(value, lane));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsNarrow<E>() => typeof(E) == typeof(Half) || typeof(E) == typeof(BFloat16);

    private static ref readonly TTo As<TFrom, TTo>(ref readonly TFrom first) => ref Unsafe.As<TFrom, TTo>(ref Unsafe.AsRef(in first));

    private static NotSupportedException NoElement<E>() => new($"A loss has no elements of {typeof(E)}.");
}
