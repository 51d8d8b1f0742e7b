using System.Runtime.InteropServices;

namespace LossGen.Gpu;

/// <summary>Four elements that lie side by side, so that they are loaded and stored together: 128 bits of floats.</summary>
/// <typeparam name="T">The element.</typeparam>
[StructLayout(LayoutKind.Sequential)]
public struct Quad<T>
    where T : unmanaged
{
    /// <summary>The first element.</summary>
    public T A;

    /// <summary>The second element.</summary>
    public T B;

    /// <summary>The third element.</summary>
    public T C;

    /// <summary>The fourth element.</summary>
    public T D;
}
