using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <content>Elements of 16 bits.</content>
public readonly unsafe partial struct Lanes256<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadNarrow<E>(ref readonly E source, nint index, nint count)
        where E : unmanaged
    {
        if (sizeof(T) != sizeof(float) || count < Count)
            return Elements.LoadEach<Lanes256<T>, T, E>(in source, index, count);
        ref ushort first = ref Unsafe.As<E, ushort>(ref Unsafe.Add(ref Unsafe.AsRef(in source), index));
        Vector128<ushort> narrow = Vector128.LoadUnsafe(ref first);
        Vector256<int> bits = Avx2.IsSupported
            ? Avx2.ConvertToVector256Int32(narrow)
            : Vector256.Create(Vector128.WidenLower(narrow), Vector128.WidenUpper(narrow)).AsInt32();
        return new((typeof(E) == typeof(Half) ? NarrowBits.OfHalf(bits).AsInt32() : bits << NarrowBits.Upper).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreNarrow<E>(ref E destination, nint index, Lanes256<T> value, nint count)
        where E : unmanaged
    {
        if (sizeof(T) != sizeof(float) || count < Count)
        {
            Elements.StoreEach<Lanes256<T>, T, E>(ref destination, index, value, count);
            return;
        }

        Vector256<uint> bits = (typeof(E) == typeof(Half) ? NarrowBits.ToHalf(value.lanes.AsSingle()) : NarrowBits.ToBFloat16(value.lanes.AsSingle())).AsUInt32();
        ref ushort first = ref Unsafe.As<E, ushort>(ref Unsafe.Add(ref destination, index));
        Vector128.Narrow(bits.GetLower(), bits.GetUpper()).StoreUnsafe(ref first);
    }
}
