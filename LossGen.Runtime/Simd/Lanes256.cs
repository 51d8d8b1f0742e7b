using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <summary>The lanes of a register of 256 bits.</summary>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly unsafe partial struct Lanes256<T> : ISimd<Lanes256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector256<T> lanes;

    [MethodImpl(Inline)]
    private Lanes256(Vector256<T> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count => Vector256<T>.Count;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(Inline)]
        get => sizeof(T) == sizeof(float);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Create(T value) => Lanes.Of(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Constant(double value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Create((float)value))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Load(ref readonly T source, nint index) => new(Vector256.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Load(ref readonly int source, nint index)
    {
        if (sizeof(T) == sizeof(float))
            return new(Vector256.ConvertToSingle(Vector256.LoadUnsafe(in source, (nuint)index)).As<float, T>());

        Vector128<int> half = Vector128.LoadUnsafe(in source, (nuint)index);
        return new(Vector256.ConvertToDouble(Vector256.Create(Vector128.WidenLower(half), Vector128.WidenUpper(half))).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(ref T destination, nint index, Lanes256<T> value) => value.lanes.StoreUnsafe(ref destination, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LoadFirst(ref readonly T source, nint index, nint count)
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
        return new(Vector256.Load(lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreFirst(ref T destination, nint index, Lanes256<T> value, nint count)
    {
        if (Avx.IsSupported)
        {
            fixed (T* first = &Unsafe.Add(ref destination, index))
            {
                if (sizeof(T) == sizeof(float))
                    Avx.MaskStore((float*)first, Mask(count).AsSingle(), Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value));
                else
                    Avx.MaskStore((double*)first, Mask(count).AsDouble(), Unsafe.BitCast<Lanes256<T>, Vector256<double>>(value));
            }

            return;
        }

        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref destination, index + lane) = value.lanes.GetElement(lane);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Stream(ref T destination, nint index, Lanes256<T> value)
    {
        T* place = (T*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index));
        if (((nuint)place & 31) == 0)
            value.lanes.StoreAlignedNonTemporal(place);
        else
            value.lanes.Store(place);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Largest(Lanes256<T> value) => Lanes128<T>.Largest(Lanes.Of(Vector128.Max(value.lanes.GetLower(), value.lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Smallest(Lanes256<T> value) => Lanes128<T>.Smallest(Lanes.Of(Vector128.Min(value.lanes.GetLower(), value.lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T GetLane(Lanes256<T> value, int lane) => value.lanes.GetElement(lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> WithLane(Lanes256<T> value, int lane, T element) => Lanes.Of(value.lanes.WithElement(lane, element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static implicit operator Lanes256<T>(T value) => Create(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator +(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator -(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator *(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator /(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator &(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator |(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator -(Lanes256<T> value) => Lanes.Of(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> operator ~(Lanes256<T> value) => Lanes.Of(~value.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LessThan(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(Vector256.LessThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> LessThanOrEqual(Lanes256<T> left, Lanes256<T> right) =>
        Lanes.Of(Vector256.LessThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> GreaterThan(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(Vector256.GreaterThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> GreaterThanOrEqual(Lanes256<T> left, Lanes256<T> right) =>
        Lanes.Of(Vector256.GreaterThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Equal(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(Vector256.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Max(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(Vector256.Max(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Min(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(Vector256.Min(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> NotEqual(Lanes256<T> left, Lanes256<T> right) => Lanes.Of(~Vector256.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> AtLeast(Lanes256<T> bound, Lanes256<T> value) => Lanes.Of(Vector256.MaxNative(bound.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> AtMost(Lanes256<T> bound, Lanes256<T> value) => Lanes.Of(Vector256.MinNative(bound.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> CopySign(Lanes256<T> magnitude, Lanes256<T> sign) => Lanes.Of(Vector256.CopySign(magnitude.lanes, sign.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Abs(Lanes256<T> value) => Lanes.Of(Vector256.Abs(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Sqrt(Lanes256<T> value) => Lanes.Of(Vector256.Sqrt(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Select(Lanes256<T> mask, Lanes256<T> whenTrue, Lanes256<T> whenFalse) =>
        Lanes.Of(Vector256.ConditionalSelect(mask.lanes, whenTrue.lanes, whenFalse.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Floor(Lanes256<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Floor(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value)))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Floor(Unsafe.BitCast<Lanes256<T>, Vector256<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Ceiling(Lanes256<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Ceiling(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value)))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Ceiling(Unsafe.BitCast<Lanes256<T>, Vector256<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes256<T> Round(Lanes256<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector256<float>, Lanes256<T>>(Vector256.Round(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value)))
        : Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.Round(Unsafe.BitCast<Lanes256<T>, Vector256<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Accumulate(ref Lanes256<T> low, ref Lanes256<T> high, Lanes256<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector256<double> lower = Vector256.WidenLower(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value));
            Vector256<double> upper = Vector256.WidenUpper(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(value));
            low = Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Unsafe.BitCast<Lanes256<T>, Vector256<double>>(low) + lower);
            high = Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Unsafe.BitCast<Lanes256<T>, Vector256<double>>(high) + upper);
            return;
        }

        // Knuth's TwoSum: low is the rounded sum, high gathers what the rounding lost.
        Vector256<T> sum = low.lanes + value.lanes;
        Vector256<T> added = sum - low.lanes;
        high = Lanes.Of(high.lanes + (low.lanes - (sum - added)) + (value.lanes - added));
        low = Lanes.Of(sum);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void AccumulateProduct(ref Lanes256<T> low, ref Lanes256<T> high, Lanes256<T> left, Lanes256<T> right)
    {
        if (sizeof(T) != sizeof(float))
        {
            Accumulate(ref low, ref high, left * right);
            return;
        }

        Vector256<double> leftLower = Vector256.WidenLower(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(left));
        Vector256<double> leftUpper = Vector256.WidenUpper(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(left));
        Vector256<double> rightLower = Vector256.WidenLower(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(right));
        Vector256<double> rightUpper = Vector256.WidenUpper(Unsafe.BitCast<Lanes256<T>, Vector256<float>>(right));
        low = Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.MultiplyAddEstimate(leftLower, rightLower, Unsafe.BitCast<Lanes256<T>, Vector256<double>>(low)));
        high = Unsafe.BitCast<Vector256<double>, Lanes256<T>>(Vector256.MultiplyAddEstimate(leftUpper, rightUpper, Unsafe.BitCast<Lanes256<T>, Vector256<double>>(high)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Total(Lanes256<T> low, Lanes256<T> high)
    {
        double sum = Vector256.Sum(Unsafe.BitCast<Lanes256<T>, Vector256<double>>(low));
        double rest = Vector256.Sum(Unsafe.BitCast<Lanes256<T>, Vector256<double>>(high));

        // An infinite sum of doubles leaves NaN among what the rounding lost; the sum itself is the answer then.
        return sizeof(T) == sizeof(float) || double.IsFinite(sum) ? sum + rest : sum;
    }

    /// <summary>All ones in the first lanes.</summary>
    [MethodImpl(Inline)]
    private static Vector256<byte> Mask(nint count) => sizeof(T) == sizeof(float)
        ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).AsByte()
        : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).AsByte();
}
