using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LossGen.Simd;

/// <content>Elements of 16 bits.</content>
public readonly unsafe partial struct Lanes128<T>
{
    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadNarrow<E>(ref readonly E source, nint index, nint count)
        where E : unmanaged
    {
        if (sizeof(T) != sizeof(float) || count < Count)
            return Elements.LoadEach<Lanes128<T>, T, E>(in source, index, count);
        ref ushort first = ref Unsafe.As<E, ushort>(ref Unsafe.Add(ref Unsafe.AsRef(in source), index));
        ulong narrow = Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref first));
        Vector128<int> bits = Vector128.WidenLower(Vector128.CreateScalarUnsafe(narrow).AsUInt16()).AsInt32();
        return new((typeof(E) == typeof(Half) ? NarrowBits.OfHalf(bits).AsInt32() : bits << NarrowBits.Upper).As<int, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreNarrow<E>(ref E destination, nint index, Lanes128<T> value, nint count)
        where E : unmanaged
    {
        if (sizeof(T) != sizeof(float) || count < Count)
        {
            Elements.StoreEach<Lanes128<T>, T, E>(ref destination, index, value, count);
            return;
        }

        Vector128<uint> bits = (typeof(E) == typeof(Half) ? NarrowBits.ToHalf(value.lanes.AsSingle()) : NarrowBits.ToBFloat16(value.lanes.AsSingle())).AsUInt32();
        ref ushort first = ref Unsafe.As<E, ushort>(ref Unsafe.Add(ref destination, index));
        Unsafe.WriteUnaligned(ref Unsafe.As<ushort, byte>(ref first), Vector128.Narrow(bits, bits).AsUInt64().ToScalar());
    }
}
