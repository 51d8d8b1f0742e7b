using System.Numerics;
using LossGen.Simd;

namespace LossGen.Tests.Simd;

/// <summary>Integers are loaded as the numbers that they are, by registers and at the end of a row, for every width.</summary>
public sealed class IntegersTests
{
    [Fact]
    public void Bytes_are_loaded_as_numbers() => Check([.. Enumerable.Range(0, 256).Select(i => (byte)i)]);

    [Fact]
    public void Integers_of_32_bits_are_loaded_as_numbers() => Check<int>([.. Enumerable.Range(-40, 80), int.MaxValue, int.MinValue, 1 << 24, .. Enumerable.Range(0, 13)]);

    [Fact]
    public void Integers_of_64_bits_are_loaded_as_numbers() =>
        Check<long>([.. Enumerable.Range(-40, 80).Select(i => i * 1_000_000_007L), long.MaxValue, long.MinValue, (1L << 53) + 2, .. Enumerable.Range(0, 13)]);

    private static void Check<E>(E[] integers)
        where E : unmanaged, IBinaryInteger<E>
    {
        Check<Lanes128<float>, float, E>(integers);
        Check<Lanes256<float>, float, E>(integers);
        Check<Lanes512<float>, float, E>(integers);
        Check<Lanes128<double>, double, E>(integers);
        Check<Lanes256<double>, double, E>(integers);
        Check<Lanes512<double>, double, E>(integers);
    }

    private static void Check<V, T, E>(E[] integers)
        where V : struct, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where E : unmanaged, IBinaryInteger<E>
    {
        for (int index = 0; index < integers.Length; index++)
        {
            int left = integers.Length - index;
            V lanes = Edge.LoadConverted<V, T, E>(in integers[0], index, left);
            for (int lane = 0; lane < V.Count; lane++)
                Assert.Equal(lane < left ? T.CreateTruncating(integers[index + lane]) : T.Zero, V.GetLane(lanes, lane));
        }
    }
}
