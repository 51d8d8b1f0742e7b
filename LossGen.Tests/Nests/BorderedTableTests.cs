using System.Buffers;
using System.Runtime.CompilerServices;
using LossGen.Nests;

namespace LossGen.Tests.Nests;

/// <summary>The zeros around the states of a recurrence.</summary>
public sealed class BorderedTableTests
{
    /// <summary>As many as a register has lanes.</summary>
    private const int Lanes = 16;

    [Theory]
    [InlineData(0, 5, 1, 1)]
    [InlineData(7, 0, 1, 1)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(3, 15, 1, 1)]
    [InlineData(3, 16, 1, 1)]
    [InlineData(4, 17, 2, 16)]
    [InlineData(5, 60, 4, 3)]
    [InlineData(2, 64, 0, 2)]
    public void What_is_read_around_the_states_is_zero(int steps, int states, int stepsAround, int cellsAround)
    {
        Check<float>(steps, states, stepsAround, cellsAround, float.NaN);
        Check<double>(steps, states, stepsAround, cellsAround, double.NaN);
    }

    [Fact]
    public void Rows_end_where_registers_do()
    {
        Assert.Equal(0, BorderedTable<float>.Pitch(0, 0));
        Assert.Equal(64, BorderedTable<float>.Pitch(60, 4));
        Assert.Equal(80, BorderedTable<float>.Pitch(60, 5));
    }

    private static void Check<T>(int steps, int states, int stepsAround, int cellsAround, T nothing)
        where T : unmanaged
    {
        Pollute(nothing);
        using var table = BorderedTable<T>.Take(steps, states, stepsAround, cellsAround);
        int pitch = (int)BorderedTable<T>.Pitch(states, cellsAround);
        for (int step = -stepsAround; step < steps + stepsAround; step++)
        {
            bool isInside = step >= 0 && step < steps;
            for (int state = -cellsAround; state < states + cellsAround; state++)
            {
                if (!isInside || state < 0 || state >= states)
                    Assert.Equal(default, Unsafe.Add(ref table.First, (step * pitch) + state));
            }
        }
    }

    /// <summary>Leaves arrays of what is no number in the pool that tables are taken from.</summary>
    private static void Pollute<T>(T nothing)
        where T : unmanaged
    {
        for (int length = Lanes; length <= 4096; length *= 2)
        {
            T[] array = ArrayPool<T>.Shared.Rent(length);
            array.AsSpan().Fill(nothing);
            ArrayPool<T>.Shared.Return(array);
        }
    }
}
