using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>A tensor in memory of the host, which is copied to a device for a call and back after it.</summary>
/// <param name="Array">The elements, and what lies between them.</param>
/// <param name="Start">The place of the first one.</param>
/// <param name="Lengths">The extent of each dimension.</param>
/// <param name="Strides">How far the positions of each dimension lie apart; 1 in the last one.</param>
internal sealed record HostTensor(Array Array, int Start, IReadOnlyList<nint> Lengths, IReadOnlyList<nint> Strides)
{
    public static HostTensor Dense(Array array, params IReadOnlyList<int> lengths)
    {
        var strides = new nint[lengths.Count];
        nint stride = 1;
        for (int d = lengths.Count - 1; d >= 0; stride *= lengths[d], d--)
            strides[d] = stride;
        return new HostTensor(array, 0, [.. lengths.Select(length => (nint)length)], strides);
    }

    /// <summary>A copy on the device, as a view of the type that a parameter wants.</summary>
    public OnDeviceCopy CopyTo(AcceleratorStream stream, Type view)
    {
        Type element = view.GetGenericArguments()[0];
        Type copy = typeof(Copy<>).MakeGenericType(element);
        return (OnDeviceCopy)Activator.CreateInstance(copy, this, stream, view)!;
    }

    /// <summary>What a <see cref="HostTensor"/> is during a call.</summary>
    public abstract class OnDeviceCopy : IDisposable
    {
        public abstract object View { get; }

        /// <summary>Copies everything back, the elements and what lies between them.</summary>
        public abstract void Read();

        public abstract void Dispose();
    }

    private sealed class Copy<T> : OnDeviceCopy
        where T : unmanaged
    {
        private readonly T[] array;
        private readonly AcceleratorStream stream;
        private readonly MemoryBuffer1D<T, Stride1D.Dense> buffer;

        public Copy(HostTensor tensor, AcceleratorStream stream, Type view)
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

        private object Shaped(HostTensor tensor, Type view)
        {
            IReadOnlyList<nint> lengths = tensor.Lengths;

            // ILGPU wants a stride even where there is nothing to step to.
            nint[] strides = [.. tensor.Strides];
            for (int d = strides.Length - 1; d >= 0; d--)
                strides[d] = Math.Max(strides[d], d == strides.Length - 1 ? 1 : strides[d + 1] * Math.Max(lengths[d + 1], 1));
            if (view == typeof(ArrayView<T>))
                return buffer.View.BaseView.SubView(tensor.Start, lengths.Aggregate((nint)1, (product, length) => product * length));
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
}
