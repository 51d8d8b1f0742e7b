using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LossGen.Simd;

/// <summary>The lanes of a register of 512 bits.</summary>
/// <typeparam name="T">The element: <see cref="float"/> or <see cref="double"/>.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public readonly unsafe partial struct Lanes512<T> : ISimd<Lanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    private readonly Vector512<T> lanes;

    [MethodImpl(Inline)]
    private Lanes512(Vector512<T> lanes) => this.lanes = lanes;

    /// <inheritdoc/>
    public static int Count => Vector512<T>.Count;

    /// <inheritdoc/>
    public static bool IsSingle
    {
        [MethodImpl(Inline)]
        get => sizeof(T) == sizeof(float);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Create(T value) => Lanes.Of(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Constant(double value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Create((float)value))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Load(ref readonly T source, nint index) => new(Vector512.LoadUnsafe(in source, (nuint)index));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Load(ref readonly int source, nint index)
    {
        if (sizeof(T) == sizeof(float))
            return new(Vector512.ConvertToSingle(Vector512.LoadUnsafe(in source, (nuint)index)).As<float, T>());

        Vector256<int> half = Vector256.LoadUnsafe(in source, (nuint)index);
        return new(Vector512.ConvertToDouble(Vector512.Create(Vector256.WidenLower(half), Vector256.WidenUpper(half))).As<double, T>());
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Store(ref T destination, nint index, Lanes512<T> value) => value.lanes.StoreUnsafe(ref destination, (nuint)index);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LoadFirst(ref readonly T source, nint index, nint count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (T* first = &Unsafe.Add(ref Unsafe.AsRef(in source), index))
            {
                return sizeof(T) == sizeof(float)
                    ? new(Avx512F.MaskLoad((float*)first, Mask(count).AsSingle(), Vector512<float>.Zero).As<float, T>())
                    : new(Avx512F.MaskLoad((double*)first, Mask(count).AsDouble(), Vector512<double>.Zero).As<double, T>());
            }
        }

        T* lanes = stackalloc T[Count];
        for (int lane = 0; lane < Count; lane++)
            lanes[lane] = lane < count ? Unsafe.Add(ref Unsafe.AsRef(in source), index + lane) : T.Zero;
        return new(Vector512.Load(lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void StoreFirst(ref T destination, nint index, Lanes512<T> value, nint count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (T* first = &Unsafe.Add(ref destination, index))
            {
                if (sizeof(T) == sizeof(float))
                    Avx512F.MaskStore((float*)first, Mask(count).AsSingle(), Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value));
                else
                    Avx512F.MaskStore((double*)first, Mask(count).AsDouble(), Unsafe.BitCast<Lanes512<T>, Vector512<double>>(value));
            }

            return;
        }

        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref destination, index + lane) = value.lanes.GetElement(lane);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Stream(ref T destination, nint index, Lanes512<T> value)
    {
        T* place = (T*)Unsafe.AsPointer(ref Unsafe.Add(ref destination, index));
        if (((nuint)place & 63) == 0)
            value.lanes.StoreAlignedNonTemporal(place);
        else
            value.lanes.Store(place);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Largest(Lanes512<T> value) => Lanes256<T>.Largest(Lanes.Of(Vector256.Max(value.lanes.GetLower(), value.lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T Smallest(Lanes512<T> value) => Lanes256<T>.Smallest(Lanes.Of(Vector256.Min(value.lanes.GetLower(), value.lanes.GetUpper())));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static T GetLane(Lanes512<T> value, int lane) => value.lanes.GetElement(lane);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> WithLane(Lanes512<T> value, int lane, T element) => Lanes.Of(value.lanes.WithElement(lane, element));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static implicit operator Lanes512<T>(T value) => Create(value);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator +(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(left.lanes + right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator -(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(left.lanes - right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator *(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(left.lanes * right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator /(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(left.lanes / right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator &(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(left.lanes & right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator |(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(left.lanes | right.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator -(Lanes512<T> value) => Lanes.Of(-value.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> operator ~(Lanes512<T> value) => Lanes.Of(~value.lanes);

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LessThan(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(Vector512.LessThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> LessThanOrEqual(Lanes512<T> left, Lanes512<T> right) =>
        Lanes.Of(Vector512.LessThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> GreaterThan(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(Vector512.GreaterThan(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> GreaterThanOrEqual(Lanes512<T> left, Lanes512<T> right) =>
        Lanes.Of(Vector512.GreaterThanOrEqual(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Equal(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(Vector512.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Max(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(Vector512.Max(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Min(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(Vector512.Min(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> NotEqual(Lanes512<T> left, Lanes512<T> right) => Lanes.Of(~Vector512.Equals(left.lanes, right.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> AtLeast(Lanes512<T> bound, Lanes512<T> value) => Lanes.Of(Vector512.MaxNative(bound.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> AtMost(Lanes512<T> bound, Lanes512<T> value) => Lanes.Of(Vector512.MinNative(bound.lanes, value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> TimesLog(Lanes512<T> x, Lanes512<T> log) => Lanes.Of(Vector512.ConditionalSelect(
        Vector512.Equals(x.lanes, Vector512<T>.Zero) & Vector512.Equals(log.lanes, log.lanes), // in one expression the JIT keeps masks as masks
        Vector512<T>.Zero,
        x.lanes * log.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> CopySign(Lanes512<T> magnitude, Lanes512<T> sign) => Lanes.Of(Vector512.CopySign(magnitude.lanes, sign.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Abs(Lanes512<T> value) => Lanes.Of(Vector512.Abs(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Sqrt(Lanes512<T> value) => Lanes.Of(Vector512.Sqrt(value.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> whenTrue, Lanes512<T> whenFalse) =>
        Lanes.Of(Vector512.ConditionalSelect(mask.lanes, whenTrue.lanes, whenFalse.lanes));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Floor(Lanes512<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Floor(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value)))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Floor(Unsafe.BitCast<Lanes512<T>, Vector512<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Ceiling(Lanes512<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Ceiling(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value)))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Ceiling(Unsafe.BitCast<Lanes512<T>, Vector512<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static Lanes512<T> Round(Lanes512<T> value) => sizeof(T) == sizeof(float)
        ? Unsafe.BitCast<Vector512<float>, Lanes512<T>>(Vector512.Round(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value)))
        : Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.Round(Unsafe.BitCast<Lanes512<T>, Vector512<double>>(value)));

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void Accumulate(ref Lanes512<T> low, ref Lanes512<T> high, Lanes512<T> value)
    {
        if (sizeof(T) == sizeof(float))
        {
            Vector512<double> lower = Vector512.WidenLower(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value));
            Vector512<double> upper = Vector512.WidenUpper(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(value));
            low = Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Unsafe.BitCast<Lanes512<T>, Vector512<double>>(low) + lower);
            high = Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Unsafe.BitCast<Lanes512<T>, Vector512<double>>(high) + upper);
            return;
        }

        // Knuth's TwoSum: low is the rounded sum, high gathers what the rounding lost.
        Vector512<T> sum = low.lanes + value.lanes;
        Vector512<T> added = sum - low.lanes;
        high = Lanes.Of(high.lanes + (low.lanes - (sum - added)) + (value.lanes - added));
        low = Lanes.Of(sum);
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static void AccumulateProduct(ref Lanes512<T> low, ref Lanes512<T> high, Lanes512<T> left, Lanes512<T> right)
    {
        if (sizeof(T) != sizeof(float))
        {
            Accumulate(ref low, ref high, left * right);
            return;
        }

        Vector512<double> leftLower = Vector512.WidenLower(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(left));
        Vector512<double> leftUpper = Vector512.WidenUpper(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(left));
        Vector512<double> rightLower = Vector512.WidenLower(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(right));
        Vector512<double> rightUpper = Vector512.WidenUpper(Unsafe.BitCast<Lanes512<T>, Vector512<float>>(right));
        low = Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.MultiplyAddEstimate(leftLower, rightLower, Unsafe.BitCast<Lanes512<T>, Vector512<double>>(low)));
        high = Unsafe.BitCast<Vector512<double>, Lanes512<T>>(Vector512.MultiplyAddEstimate(leftUpper, rightUpper, Unsafe.BitCast<Lanes512<T>, Vector512<double>>(high)));
    }

    /// <inheritdoc/>
    [MethodImpl(Inline)]
    public static double Total(Lanes512<T> low, Lanes512<T> high)
    {
        double sum = Vector512.Sum(Unsafe.BitCast<Lanes512<T>, Vector512<double>>(low));
        double rest = Vector512.Sum(Unsafe.BitCast<Lanes512<T>, Vector512<double>>(high));

        // An infinite sum of doubles leaves NaN among what the rounding lost; the sum itself is the answer then.
        return sizeof(T) == sizeof(float) || double.IsFinite(sum) ? sum + rest : sum;
    }

    /// <summary>All ones in the first lanes.</summary>
    [MethodImpl(Inline)]
    private static Vector512<byte> Mask(nint count) => sizeof(T) == sizeof(float)
        ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).AsByte()
        : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsByte();
}
