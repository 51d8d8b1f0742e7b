using ILGPU;
using ILGPU.Runtime;

namespace LossGen.Gpu;

/// <summary>
/// The gradient that comes from what the loss is used in: a number, or one that lies on the device, such as the scale of mixed precision, and is
/// read there when the kernels run. By default it is 1.
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public readonly struct Upstream<T>
    where T : unmanaged
{
    private readonly ArrayView<T> view;
    private readonly T number;
    private readonly int kind;

    private Upstream(ArrayView<T> view, T number, int kind)
    {
        this.view = view;
        this.number = number;
        this.kind = kind;
    }

    /// <summary>The view of the number; empty where it does not lie on the device.</summary>
    public ArrayView<T> View => view;

    /// <summary>Whether it lies on the device.</summary>
    public bool IsView => kind == 2;

    /// <summary>What a kernel multiplies by.</summary>
    /// <param name="one">1, which is meant where nothing is given.</param>
    public T Value(T one) => kind == 0 ? one : kind == 1 ? number : view[0];

    /// <summary>A number.</summary>
    public static implicit operator Upstream<T>(T number) => new(default, number, 1);

    /// <summary>A view of one element.</summary>
    public static implicit operator Upstream<T>(ArrayView<T> view) => new(view, default, 2);

    /// <summary>A view of one element.</summary>
    public static implicit operator Upstream<T>(ArrayView1D<T, Stride1D.Dense> view) => new(view.BaseView, default, 2);
}
