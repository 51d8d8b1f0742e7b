using ILGPU;
using ILGPU.Runtime;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>A tensor in an array of the host, which is copied to a device for a call and back after it.</summary>
/// <param name="Array">The elements, and what lies between them.</param>
/// <param name="Start">The place of the first one.</param>
/// <param name="Lengths">The extent of each dimension.</param>
/// <param name="Strides">How far the positions of each dimension lie apart; 1 in the last one.</param>
internal sealed record TensorArgument(Array Array, int Start, IReadOnlyList<nint> Lengths, IReadOnlyList<nint> Strides)
{
    public static TensorArgument Dense(Array array, params IReadOnlyList<int> lengths)
    {
        var strides = new nint[lengths.Count];
        nint stride = 1;
        for (int d = lengths.Count - 1; d >= 0; stride *= lengths[d], d--)
            strides[d] = stride;
        return new TensorArgument(array, 0, [.. lengths.Select(length => (nint)length)], strides);
    }

    /// <summary>A copy on the device, as a view of the type that a parameter wants.</summary>
    public DeviceCopy CopyTo(AcceleratorStream stream, Type view)
    {
        Type element = view.GetGenericArguments()[0];
        Type copy = view == typeof(TensorView<>).MakeGenericType(element) ? typeof(PackedCopy<>) : typeof(Copy<>);
        return (DeviceCopy)Activator.CreateInstance(copy.MakeGenericType(element), this, stream, view)!;
    }

    /// <summary>The places of the elements, in row-major order.</summary>
    private IEnumerable<int> Places()
    {
        nint count = Lengths.Aggregate((nint)1, (product, length) => product * length);
        for (nint i = 0; i < count; i++)
        {
            nint place = Start, rest = i;
            for (int d = Lengths.Count - 1; d >= 0; rest /= Lengths[d], d--)
                place += rest % Lengths[d] * Strides[d];
            yield return (int)place;
        }
    }

    /// <summary>A tensor on the device during a call.</summary>
    public abstract class DeviceCopy : IDisposable
    {
        public abstract object View { get; }

        /// <summary>Copies back what the call left.</summary>
        public abstract void Read();

        public abstract void Dispose();
    }

    /// <summary>The whole array, and a view of it with the same strides.</summary>
    private sealed class Copy<T> : DeviceCopy
        where T : unmanaged
    {
        private readonly T[] array;
        private readonly AcceleratorStream stream;
        private readonly MemoryBuffer1D<T, Stride1D.Dense> buffer;

        public Copy(TensorArgument tensor, AcceleratorStream stream, Type view)
        {
            array = (T[])tensor.Array;
            this.stream = stream;

            // A buffer cannot be empty.
            buffer = stream.Accelerator.Allocate1D<T>(array.Length + 1);
            if (array.Length > 0)
                Whole.CopyFromCPU(stream, array);
            View = Shaped(tensor, view);
        }

        public override object View { get; }

        private ArrayView<T> Whole => buffer.View.BaseView.SubView(0, array.Length);

        public override void Read()
        {
            if (array.Length > 0)
                Whole.CopyToCPU(stream, array);
            stream.Synchronize();
        }

        public override void Dispose() => buffer.Dispose();

        private object Shaped(TensorArgument tensor, Type view)
        {
            IReadOnlyList<nint> lengths = tensor.Lengths;
            if (view == typeof(ArrayView<T>))
                return buffer.View.BaseView.SubView(tensor.Start, lengths.Aggregate((nint)1, (product, length) => product * length));

            // ILGPU wants a stride even where there is nothing to step to.
            nint[] strides = [.. tensor.Strides];
            for (int d = strides.Length - 1; d >= 0; d--)
                strides[d] = Math.Max(strides[d], d == strides.Length - 1 ? 1 : strides[d + 1] * Math.Max(lengths[d + 1], 1));
            bool isEmpty = lengths.Any(length => length == 0);
            long reach = isEmpty ? 0 : 1 + Enumerable.Range(0, strides.Length).Sum(d => (lengths[d] - 1) * (long)strides[d]);
            ArrayView<T> elements = buffer.View.BaseView.SubView(tensor.Start, reach);
            if (view == typeof(ArrayView2D<T, Stride2D.DenseY>))
                return new ArrayView2D<T, Stride2D.DenseY>(elements, new LongIndex2D(lengths[0], lengths[1]), new Stride2D.DenseY((int)strides[0]));
            Assert.Equal(typeof(ArrayView3D<T, Stride3D.DenseZY>), view);
            return new ArrayView3D<T, Stride3D.DenseZY>(
                elements, new LongIndex3D(lengths[0], lengths[1], lengths[2]), new Stride3D.DenseZY((int)strides[0], (int)strides[1]));
        }
    }

    /// <summary>The elements alone, for a view that is dense.</summary>
    private sealed class PackedCopy<T> : DeviceCopy
        where T : unmanaged
    {
        private readonly T[] array;
        private readonly int[] places;
        private readonly Copy<T> copy;
        private readonly T[] packed;

        public PackedCopy(TensorArgument tensor, AcceleratorStream stream, Type view)
        {
            Assert.Equal(typeof(TensorView<T>), view);
            array = (T[])tensor.Array;
            places = [.. tensor.Places()];
            packed = [.. places.Select(place => array[place])];
            copy = new Copy<T>(Dense(packed, packed.Length), stream, typeof(ArrayView<T>));
            View = new TensorView<T>((ArrayView<T>)copy.View, [.. tensor.Lengths.Select(length => (long)length)]);
        }

        public override object View { get; }

        public override void Read()
        {
            copy.Read();
            for (int i = 0; i < places.Length; i++)
                array[places[i]] = packed[i];
        }

        public override void Dispose() => copy.Dispose();
    }
}
