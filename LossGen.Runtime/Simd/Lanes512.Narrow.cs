using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <content>Elements of 16 bits.</content>
public readonly unsafe partial struct Lanes512<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadNarrow<E>(ref readonly E source, nint index, nint count)
        where E : unmanaged
    {
        if (sizeof(T) != sizeof(float) || (count < Count && !Avx512BW.VL.IsSupported))
            return Elements.LoadEach<Lanes512<T>, T, E>(in source, index, count);
        ref ushort first = ref Unsafe.As<E, ushort>(ref Unsafe.Add(ref Unsafe.AsRef(in source), index));
        Vector256<ushort> narrow;
        if (count >= Count)
            narrow = Vector256.LoadUnsafe(ref first);
        else
        {
            fixed (ushort* pinned = &first)
                narrow = Avx512BW.VL.MaskLoad(pinned, FirstNarrow(count), Vector256<ushort>.Zero);
        }

        Vector512<int> bits = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(narrow)
            : Vector512.Create(Vector256.WidenLower(narrow), Vector256.WidenUpper(narrow)).AsInt32();
        return new((typeof(E) == typeof(Half) ? NarrowBits.OfHalf(bits).AsInt32() : bits << NarrowBits.Upper).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreNarrow<E>(ref E destination, nint index, Lanes512<T> value, nint count)
        where E : unmanaged
    {
        if (sizeof(T) != sizeof(float) || (count < Count && !Avx512BW.VL.IsSupported))
        {
            Elements.StoreEach<Lanes512<T>, T, E>(ref destination, index, value, count);
            return;
        }

        Vector512<uint> bits = (typeof(E) == typeof(Half) ? NarrowBits.ToHalf(value.lanes.AsSingle()) : NarrowBits.ToBFloat16(value.lanes.AsSingle())).AsUInt32();
        ref ushort first = ref Unsafe.As<E, ushort>(ref Unsafe.Add(ref destination, index));
        Vector256<ushort> narrow = Avx512F.IsSupported ? Avx512F.ConvertToVector256UInt16(bits) : Vector256.Narrow(bits.GetLower(), bits.GetUpper());
        if (count >= Count)
        {
            narrow.StoreUnsafe(ref first);
            return;
        }

        fixed (ushort* pinned = &first)
            Avx512BW.VL.MaskStore(pinned, FirstNarrow(count), narrow);
    }

    /// <summary>All ones in the first elements.</summary>
    [MethodImpl(Inline)]
    private static Vector256<ushort> FirstNarrow(nint count) => Vector256.LessThan(Vector256<ushort>.Indices, Vector256.Create((ushort)count));
}
