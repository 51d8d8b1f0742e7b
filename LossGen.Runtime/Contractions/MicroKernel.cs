using System.Numerics;
using System.Runtime.CompilerServices;
using LossGen.Simd;

namespace LossGen.Contractions;

/// <summary>
/// The innermost loop of a product: a tile of c stays in registers while a panel of a and a panel of b go by. Each step of the depth takes
/// the elements of one column of a, one after the other, times one or two registers of a row of b.
/// </summary>
/// <remarks>
/// The outer product in registers of Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008), over panels as in
/// BLIS (Van Zee and van de Geijn, 2015). Of 32 registers, 14 by 2 hold sums, 2 hold b and 1 holds an element of a: a step loads 16 times
/// for 28 multiplications, so that loads do not limit it. Of 16 registers, 6 by 2 hold sums.
/// </remarks>
internal static unsafe class MicroKernel
{
    /// <summary>The kernel for a tile of so many rows.</summary>
    /// <returns>
    /// A function of the panels of a and b, of the step between the rows of b, the depth, whether the sums that are there are continued,
    /// and of where the sums go, row by row.
    /// </returns>
    public static delegate*<T*, T*, nint, nint, bool, T*, void> Select<V, T, W>(nint rows)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ITileColumns
    {
        return rows switch
        {
            1 => &Run<V, T, W, Rows1>,
            2 => &Run<V, T, W, Rows2>,
            3 => &Run<V, T, W, Rows3>,
            4 => &Run<V, T, W, Rows4>,
            5 => &Run<V, T, W, Rows5>,
            6 => &Run<V, T, W, Rows6>,
            7 => &Run<V, T, W, Rows7>,
            8 => &Run<V, T, W, Rows8>,
            9 => &Run<V, T, W, Rows9>,
            10 => &Run<V, T, W, Rows10>,
            11 => &Run<V, T, W, Rows11>,
            12 => &Run<V, T, W, Rows12>,
            13 => &Run<V, T, W, Rows13>,
            _ => &Run<V, T, W, Rows14>,
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<V, T, W, R>(T* a, T* b, nint bStep, nint depth, bool continues, T* sums)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ITileColumns
        where R : struct, ITileRows
    {
        int step = Panels.RowWidth<V, T>();

        // What a tile does not have is left out when the method is compiled: rows and columns are constants then.
        V c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default, c6 = default;
        V c7 = default, c8 = default, c9 = default, c10 = default, c11 = default, c12 = default, c13 = default;
        V d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default, d6 = default;
        V d7 = default, d8 = default, d9 = default, d10 = default, d11 = default, d12 = default, d13 = default;
        if (continues)
        {
            Load<V, T, W>(sums, 0, out c0, out d0);
            if (R.Count > 1)
                Load<V, T, W>(sums, 1, out c1, out d1);
            if (R.Count > 2)
                Load<V, T, W>(sums, 2, out c2, out d2);
            if (R.Count > 3)
                Load<V, T, W>(sums, 3, out c3, out d3);
            if (R.Count > 4)
                Load<V, T, W>(sums, 4, out c4, out d4);
            if (R.Count > 5)
                Load<V, T, W>(sums, 5, out c5, out d5);
            if (R.Count > 6)
                Load<V, T, W>(sums, 6, out c6, out d6);
            if (R.Count > 7)
                Load<V, T, W>(sums, 7, out c7, out d7);
            if (R.Count > 8)
                Load<V, T, W>(sums, 8, out c8, out d8);
            if (R.Count > 9)
                Load<V, T, W>(sums, 9, out c9, out d9);
            if (R.Count > 10)
                Load<V, T, W>(sums, 10, out c10, out d10);
            if (R.Count > 11)
                Load<V, T, W>(sums, 11, out c11, out d11);
            if (R.Count > 12)
                Load<V, T, W>(sums, 12, out c12, out d12);
            if (R.Count > 13)
                Load<V, T, W>(sums, 13, out c13, out d13);
        }

        for (; depth > 0; depth--)
        {
            V low = V.Load(in *b, 0), high = W.AreTwo ? V.Load(in *b, V.Count) : default;
            V element = V.Create(a[0]);
            c0 = V.MultiplyAdd(element, low, c0);
            d0 = W.AreTwo ? V.MultiplyAdd(element, high, d0) : d0;

            if (R.Count > 1)
            {
                element = V.Create(a[1]);
                c1 = V.MultiplyAdd(element, low, c1);
                d1 = W.AreTwo ? V.MultiplyAdd(element, high, d1) : d1;
            }

            if (R.Count > 2)
            {
                element = V.Create(a[2]);
                c2 = V.MultiplyAdd(element, low, c2);
                d2 = W.AreTwo ? V.MultiplyAdd(element, high, d2) : d2;
            }

            if (R.Count > 3)
            {
                element = V.Create(a[3]);
                c3 = V.MultiplyAdd(element, low, c3);
                d3 = W.AreTwo ? V.MultiplyAdd(element, high, d3) : d3;
            }

            if (R.Count > 4)
            {
                element = V.Create(a[4]);
                c4 = V.MultiplyAdd(element, low, c4);
                d4 = W.AreTwo ? V.MultiplyAdd(element, high, d4) : d4;
            }

            if (R.Count > 5)
            {
                element = V.Create(a[5]);
                c5 = V.MultiplyAdd(element, low, c5);
                d5 = W.AreTwo ? V.MultiplyAdd(element, high, d5) : d5;
            }

            if (R.Count > 6)
            {
                element = V.Create(a[6]);
                c6 = V.MultiplyAdd(element, low, c6);
                d6 = W.AreTwo ? V.MultiplyAdd(element, high, d6) : d6;
            }

            if (R.Count > 7)
            {
                element = V.Create(a[7]);
                c7 = V.MultiplyAdd(element, low, c7);
                d7 = W.AreTwo ? V.MultiplyAdd(element, high, d7) : d7;
            }

            if (R.Count > 8)
            {
                element = V.Create(a[8]);
                c8 = V.MultiplyAdd(element, low, c8);
                d8 = W.AreTwo ? V.MultiplyAdd(element, high, d8) : d8;
            }

            if (R.Count > 9)
            {
                element = V.Create(a[9]);
                c9 = V.MultiplyAdd(element, low, c9);
                d9 = W.AreTwo ? V.MultiplyAdd(element, high, d9) : d9;
            }

            if (R.Count > 10)
            {
                element = V.Create(a[10]);
                c10 = V.MultiplyAdd(element, low, c10);
                d10 = W.AreTwo ? V.MultiplyAdd(element, high, d10) : d10;
            }

            if (R.Count > 11)
            {
                element = V.Create(a[11]);
                c11 = V.MultiplyAdd(element, low, c11);
                d11 = W.AreTwo ? V.MultiplyAdd(element, high, d11) : d11;
            }

            if (R.Count > 12)
            {
                element = V.Create(a[12]);
                c12 = V.MultiplyAdd(element, low, c12);
                d12 = W.AreTwo ? V.MultiplyAdd(element, high, d12) : d12;
            }

            if (R.Count > 13)
            {
                element = V.Create(a[13]);
                c13 = V.MultiplyAdd(element, low, c13);
                d13 = W.AreTwo ? V.MultiplyAdd(element, high, d13) : d13;
            }

            a += step;
            b += bStep;
        }

        Store<V, T, W>(sums, 0, c0, d0);
        if (R.Count > 1)
            Store<V, T, W>(sums, 1, c1, d1);
        if (R.Count > 2)
            Store<V, T, W>(sums, 2, c2, d2);
        if (R.Count > 3)
            Store<V, T, W>(sums, 3, c3, d3);
        if (R.Count > 4)
            Store<V, T, W>(sums, 4, c4, d4);
        if (R.Count > 5)
            Store<V, T, W>(sums, 5, c5, d5);
        if (R.Count > 6)
            Store<V, T, W>(sums, 6, c6, d6);
        if (R.Count > 7)
            Store<V, T, W>(sums, 7, c7, d7);
        if (R.Count > 8)
            Store<V, T, W>(sums, 8, c8, d8);
        if (R.Count > 9)
            Store<V, T, W>(sums, 9, c9, d9);
        if (R.Count > 10)
            Store<V, T, W>(sums, 10, c10, d10);
        if (R.Count > 11)
            Store<V, T, W>(sums, 11, c11, d11);
        if (R.Count > 12)
            Store<V, T, W>(sums, 12, c12, d12);
        if (R.Count > 13)
            Store<V, T, W>(sums, 13, c13, d13);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<V, T, W>(T* sums, int row, out V low, out V high)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ITileColumns
    {
        low = V.Load(in *sums, row * 2 * V.Count);
        high = W.AreTwo ? V.Load(in *sums, ((row * 2) + 1) * V.Count) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, T, W>(T* sums, int row, V low, V high)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ITileColumns
    {
        V.Store(ref *sums, row * 2 * V.Count, low);
        if (W.AreTwo)
            V.Store(ref *sums, ((row * 2) + 1) * V.Count, high);
    }
}
