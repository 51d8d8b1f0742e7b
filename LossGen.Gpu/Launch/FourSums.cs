using ILGPU;
using LossGen.Passes;

namespace LossGen.Gpu;

/// <summary>Numbers of four columns.</summary>
internal struct FourValues
{
    public double A, B, C, D;

    /// <summary>Reads them from places that lie a stride apart, so that those of neighbouring threads lie side by side.</summary>
    public static FourValues Load(ArrayView<double> values, int place, int stride) => new()
    {
        A = values[place],
        B = values[place + stride],
        C = values[place + (2 * stride)],
        D = values[place + (3 * stride)],
    };
}

/// <summary>The sums of a row with four columns, which a thread keeps in registers.</summary>
internal struct FourSums
{
    public SumTotal A, B, C, D;

    /// <summary>Adds the terms of pairs.</summary>
    public void Add<TCall, TTerm>(TCall call, long depth, double row, FourValues columns)
        where TCall : struct
        where TTerm : struct, IPairTerm<TCall>
    {
        TTerm.Add(call, depth, row, columns.A, ref A);
        TTerm.Add(call, depth, row, columns.B, ref B);
        TTerm.Add(call, depth, row, columns.C, ref C);
        TTerm.Add(call, depth, row, columns.D, ref D);
    }

    /// <summary>Adds the terms of gradients, at four depths.</summary>
    public void Add<TCall, TGradient>(TCall call, double first, double second, FourValues row, FourValues column)
        where TCall : struct
        where TGradient : struct, IPairGradient<TCall>
    {
        TGradient.Add(call, first, second, row.A, column.A, ref A);
        TGradient.Add(call, first, second, row.B, column.B, ref B);
        TGradient.Add(call, first, second, row.C, column.C, ref C);
        TGradient.Add(call, first, second, row.D, column.D, ref D);
    }

    /// <summary>Leaves the sums at places that lie a stride apart.</summary>
    public readonly void Store(ArrayView<double> values, int place, int stride)
    {
        values[place] = A.Value;
        values[place + stride] = B.Value;
        values[place + (2 * stride)] = C.Value;
        values[place + (3 * stride)] = D.Value;
    }

    /// <summary>Adds the sums to what is there, of those places that are not behind an end.</summary>
    public readonly void AddTo(ArrayView<SumTotal> totals, long place, int stride, long count)
    {
        AddTo(totals, place, count > 0, A);
        AddTo(totals, place + stride, count > stride, B);
        AddTo(totals, place + (2 * stride), count > 2 * stride, C);
        AddTo(totals, place + (3 * stride), count > 3 * stride, D);
    }

    private static void AddTo(ArrayView<SumTotal> totals, long place, bool isInside, SumTotal sum)
    {
        if (!isInside)
            return;
        SumTotal there = totals[place];
        there.Add(in sum);
        totals[place] = there;
    }
}
