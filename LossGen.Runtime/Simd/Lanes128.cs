using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <summary>The lanes of a register of 128 bits.</summary>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly unsafe partial struct Lanes128<T> : ISimd<Lanes128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector128<T> lanes;

    [MethodImpl(Inline)]
    private Lanes128(Vector128<T> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count => Vector128<T>.Count;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(Inline)]
        get => sizeof(T) == sizeof(float);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Create(T value) => Lanes.Of(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Constant(double value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Create((float)value))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Load(ref readonly T source, nint index) => new(Vector128.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Load(ref readonly int source, nint index)
    {
        if (sizeof(T) == sizeof(float))
            return new(Vector128.ConvertToSingle(Vector128.LoadUnsafe(in source, (nuint)index)).As<float, T>());

        ref int first = ref Unsafe.Add(ref Unsafe.AsRef(in source), index);
        return new(Vector128.Create((double)first, Unsafe.Add(ref first, 1)).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(ref T destination, nint index, Lanes128<T> value) => value.lanes.StoreUnsafe(ref destination, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LoadFirst(ref readonly T source, nint index, nint count)
    {
        if (Avx.IsSupported)
        {
            fixed (T* first = &Unsafe.Add(ref Unsafe.AsRef(in source), index))
            {
                return sizeof(T) == sizeof(float)
                    ? new(Avx.MaskLoad((float*)first, Mask(count).AsSingle()).As<float, T>())
                    : new(Avx.MaskLoad((double*)first, Mask(count).AsDouble()).As<double, T>());
            }
        }

        T* lanes = stackalloc T[Count];
        for (int lane = 0; lane < Count; lane++)
            lanes[lane] = lane < count ? Unsafe.Add(ref Unsafe.AsRef(in source), index + lane) : T.Zero;
        return new(Vector128.Load(lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreFirst(ref T destination, nint index, Lanes128<T> value, nint count)
    {
        if (Avx.IsSupported)
        {
            fixed (T* first = &Unsafe.Add(ref destination, index))
            {
                if (sizeof(T) == sizeof(float))
                    Avx.MaskStore((float*)first, Mask(count).AsSingle(), Unsafe.BitCast<Lanes128<T>, Vector128<float>>(value));
                else
                    Avx.MaskStore((double*)first, Mask(count).AsDouble(), Unsafe.BitCast<Lanes128<T>, Vector128<double>>(value));
            }

            return;
        }

        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref destination, index + lane) = value.lanes.GetElement(lane);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Stream(ref T destination, nint index, Lanes128<T> value)
    {
        T* place = (T*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index));
        if (((nuint)place & 15) == 0)
            value.lanes.StoreAlignedNonTemporal(place);
        else
            value.lanes.Store(place);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Largest(Lanes128<T> value)
    {
        T largest = value.lanes.GetElement(0);
        for (int lane = 1; lane < Count; lane++)
            largest = T.Max(largest, value.lanes.GetElement(lane));
        return largest;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Smallest(Lanes128<T> value)
    {
        T smallest = value.lanes.GetElement(0);
        for (int lane = 1; lane < Count; lane++)
            smallest = T.Min(smallest, value.lanes.GetElement(lane));
        return smallest;
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T GetLane(Lanes128<T> value, int lane) => value.lanes.GetElement(lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> WithLane(Lanes128<T> value, int lane, T element) => Lanes.Of(value.lanes.WithElement(lane, element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static implicit operator Lanes128<T>(T value) => Create(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator +(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator -(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator *(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator /(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator &(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator |(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator -(Lanes128<T> value) => Lanes.Of(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> operator ~(Lanes128<T> value) => Lanes.Of(~value.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LessThan(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(Vector128.LessThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> LessThanOrEqual(Lanes128<T> left, Lanes128<T> right) =>
        Lanes.Of(Vector128.LessThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> GreaterThan(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(Vector128.GreaterThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> GreaterThanOrEqual(Lanes128<T> left, Lanes128<T> right) =>
        Lanes.Of(Vector128.GreaterThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Equal(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(Vector128.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Max(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(Vector128.Max(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Min(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(Vector128.Min(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> NotEqual(Lanes128<T> left, Lanes128<T> right) => Lanes.Of(~Vector128.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> AtLeast(Lanes128<T> bound, Lanes128<T> value) => Lanes.Of(Vector128.MaxNative(bound.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> AtMost(Lanes128<T> bound, Lanes128<T> value) => Lanes.Of(Vector128.MinNative(bound.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> CopySign(Lanes128<T> magnitude, Lanes128<T> sign) => Lanes.Of(Vector128.CopySign(magnitude.lanes, sign.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Abs(Lanes128<T> value) => Lanes.Of(Vector128.Abs(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Sqrt(Lanes128<T> value) => Lanes.Of(Vector128.Sqrt(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Select(Lanes128<T> mask, Lanes128<T> whenTrue, Lanes128<T> whenFalse) =>
        Lanes.Of(Vector128.ConditionalSelect(mask.lanes, whenTrue.lanes, whenFalse.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Floor(Lanes128<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Floor(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(value)))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Floor(Unsafe.BitCast<Lanes128<T>, Vector128<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Ceiling(Lanes128<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Ceiling(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(value)))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Ceiling(Unsafe.BitCast<Lanes128<T>, Vector128<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes128<T> Round(Lanes128<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector128<float>, Lanes128<T>>(Vector128.Round(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(value)))
        : Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.Round(Unsafe.BitCast<Lanes128<T>, Vector128<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Accumulate(ref Lanes128<T> low, ref Lanes128<T> high, Lanes128<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector128<double> lower = Vector128.WidenLower(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(value));
            Vector128<double> upper = Vector128.WidenUpper(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(value));
            low = Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Unsafe.BitCast<Lanes128<T>, Vector128<double>>(low) + lower);
            high = Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Unsafe.BitCast<Lanes128<T>, Vector128<double>>(high) + upper);
            return;
        }

        // Knuth's TwoSum: low is the rounded sum, high gathers what the rounding lost.
        Vector128<T> sum = low.lanes + value.lanes;
        Vector128<T> added = sum - low.lanes;
        high = Lanes.Of(high.lanes + (low.lanes - (sum - added)) + (value.lanes - added));
        low = Lanes.Of(sum);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void AccumulateProduct(ref Lanes128<T> low, ref Lanes128<T> high, Lanes128<T> left, Lanes128<T> right)
    {
        if (sizeof(T) != sizeof(float))
        {
            Accumulate(ref low, ref high, left * right);
            return;
        }

        Vector128<double> leftLower = Vector128.WidenLower(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(left));
        Vector128<double> leftUpper = Vector128.WidenUpper(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(left));
        Vector128<double> rightLower = Vector128.WidenLower(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(right));
        Vector128<double> rightUpper = Vector128.WidenUpper(Unsafe.BitCast<Lanes128<T>, Vector128<float>>(right));
        low = Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.MultiplyAddEstimate(leftLower, rightLower, Unsafe.BitCast<Lanes128<T>, Vector128<double>>(low)));
        high = Unsafe.BitCast<Vector128<double>, Lanes128<T>>(Vector128.MultiplyAddEstimate(leftUpper, rightUpper, Unsafe.BitCast<Lanes128<T>, Vector128<double>>(high)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Total(Lanes128<T> low, Lanes128<T> high)
    {
        double sum = Vector128.Sum(Unsafe.BitCast<Lanes128<T>, Vector128<double>>(low));
        double rest = Vector128.Sum(Unsafe.BitCast<Lanes128<T>, Vector128<double>>(high));

        // An infinite sum of doubles leaves NaN among what the rounding lost; the sum itself is the answer then.
        return sizeof(T) == sizeof(float) || double.IsFinite(sum) ? sum + rest : sum;
    }

    /// <summary>All ones in the first lanes.</summary>
    [MethodImpl(Inline)]
    private static Vector128<byte> Mask(nint count) => sizeof(T) == sizeof(float)
        ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create((int)count)).AsByte()
        : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).AsByte();
}
