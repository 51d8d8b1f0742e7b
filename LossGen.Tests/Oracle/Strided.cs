namespace LossGen.Tests.Oracle;

/// <summary>A tensor in memory, made of values in row-major order: densely, or scattered by strides with NaN (or large integers) between.</summary>
internal sealed class Strided
{
    private Strided(Array array, int start, nint[] lengths, nint[] strides)
    {
        Array = array;
        Start = start;
        Lengths = lengths;
        Strides = strides;
    }

    public Array Array { get; }

    public int Start { get; }

    public nint[] Lengths { get; }

    public nint[] Strides { get; }

    /// <summary>What the emitted calls take.</summary>
    public object[] Argument => [Array, Start, Lengths, Strides];

    public static Strided Dense(Type element, IReadOnlyList<int> lengths, double[] values)
    {
        nint[] strides = new nint[lengths.Count];
        nint stride = 1;
        for (int d = lengths.Count - 1; d >= 0; stride *= lengths[d], d--)
            strides[d] = stride;
        return Filled(element, 0, [.. lengths.Select(length => (nint)length)], strides, values, values.Length);
    }

    /// <summary>With the dimensions in the other order in memory, gaps between elements and rows, and a start behind the array's.</summary>
    public static Strided Transposed(Type element, IReadOnlyList<int> lengths, double[] values)
    {
        nint[] strides = new nint[lengths.Count];
        nint stride = 2;
        for (int d = 0; d < lengths.Count; d++)
        {
            strides[d] = stride;
            stride = (stride * Math.Max(lengths[d], 1)) + 3;
        }

        return Filled(element, 3, [.. lengths.Select(length => (nint)length)], strides, values, (int)stride + 8);
    }

    /// <summary>With rows that lie apart.</summary>
    public static Strided Sliced(Type element, IReadOnlyList<int> lengths, double[] values)
    {
        nint[] strides = new nint[lengths.Count];
        nint stride = 1;
        for (int d = lengths.Count - 1; d >= 0; d--)
        {
            strides[d] = stride;
            stride *= Math.Max(lengths[d], 1) + 2;
        }

        return Filled(element, 5, [.. lengths.Select(length => (nint)length)], strides, values, (int)stride + 8);
    }

    /// <summary>With a gap between the positions of the first dimension only.</summary>
    public static Strided Batched(Type element, IReadOnlyList<int> lengths, double[] values)
    {
        nint[] strides = new nint[lengths.Count];
        nint stride = 1;
        for (int d = lengths.Count - 1; d >= 0; d--)
        {
            strides[d] = d == 0 ? stride + 7 : stride;
            stride *= Math.Max(lengths[d], 1);
        }

        return Filled(element, 1, [.. lengths.Select(length => (nint)length)], strides, values, 0);
    }

    /// <summary>With one dimension repeated: of the values, those at its first position are taken.</summary>
    public static Strided Repeated(Type element, IReadOnlyList<int> lengths, double[] values, int dimension)
    {
        nint[] strides = new nint[lengths.Count];
        nint stride = 1;
        for (int d = lengths.Count - 1; d >= 0; d--)
        {
            strides[d] = d == dimension ? 0 : stride;
            stride *= d == dimension ? 1 : Math.Max(lengths[d], 1);
        }

        return Filled(element, 0, [.. lengths.Select(length => (nint)length)], strides, values, (int)stride);
    }

    /// <summary>The values in row-major order.</summary>
    public double[] Values()
    {
        int count = (int)Lengths.Aggregate((nint)1, (product, length) => product * length);
        return [.. Enumerable.Range(0, count).Select(i => Elements.Number(Array.GetValue(Place(i))!))];
    }

    /// <summary>Whether what lies between the elements is as it was made.</summary>
    public bool GapsAreIntact()
    {
        int count = (int)Lengths.Aggregate((nint)1, (product, length) => product * length);
        var places = new HashSet<int>(Enumerable.Range(0, count).Select(Place));
        return Enumerable.Range(0, Array.Length).Where(i => !places.Contains(i))
            .All(i => Array.GetValue(i) is int.MaxValue or long.MaxValue or byte.MaxValue || double.IsNaN(Elements.Number(Array.GetValue(i)!)));
    }

    private static Strided Filled(Type element, int start, nint[] lengths, nint[] strides, double[] values, int size)
    {
        // A tensor span wants a stride of 0 where there is nothing to step to.
        strides = [.. strides.Select((stride, d) => lengths[d] <= 1 ? 0 : stride)];
        size = Math.Max(size, start + 1 + (int)lengths.Zip(strides, (length, stride) => Math.Max(length - 1, 0) * stride).Sum(reach => reach));
        var array = Array.CreateInstance(element, size);
        object gap = element == typeof(int) ? (object)int.MaxValue
            : element == typeof(long) ? (object)long.MaxValue
            : element == typeof(byte) ? (object)byte.MaxValue
            : Elements.Of(double.NaN, element);
        for (int i = 0; i < size; i++)
            array.SetValue(gap, i);
        var tensor = new Strided(array, start, lengths, strides);
        for (int i = values.Length - 1; i >= 0; i--)
            array.SetValue(Elements.Of(values[i], element), tensor.Place(i));
        return tensor;
    }

    private int Place(int i)
    {
        int place = Start;
        for (int d = Lengths.Length - 1; d >= 0; i /= (int)Lengths[d], d--)
            place += i % (int)Lengths[d] * (int)Strides[d];
        return place;
    }
}
