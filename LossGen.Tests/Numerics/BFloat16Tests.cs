using System.Globalization;

namespace LossGen.Tests.Numerics;

public sealed class BFloat16Tests
{
    [Theory]
    [InlineData(1.0, 0x3F80)]
    [InlineData(-2.0, 0xC000)]
    [InlineData(0.0, 0x0000)]
    [InlineData(-0.0, 0x8000)]
    [InlineData(3.140625, 0x4049)]
    [InlineData(1.00390625, 0x3F80)] // half way: to even
    [InlineData(1.01171875, 0x3F82)] // half way: to even
    [InlineData(1.0039062500001, 0x3F81)] // a float is half way, the double is not
    [InlineData(1.0117187499999, 0x3F81)]
    [InlineData(3.3895313892515355e38, 0x7F7F)]
    [InlineData(3.4e38, 0x7F80)]
    [InlineData(1e300, 0x7F80)]
    [InlineData(double.NegativeInfinity, 0xFF80)]
    [InlineData(9.2e-41, 0x0001)]
    [InlineData(1e-300, 0x0000)]
    public void A_double_is_rounded_once_to_nearest_ties_to_even(double number, int bits) => Assert.Equal(bits, ((BFloat16)number).ToBits());

    [Fact]
    public void Every_number_is_a_float_and_back_the_same()
    {
        for (int bits = 0; bits < 65536; bits++)
        {
            var number = BFloat16.FromBits((ushort)bits);
            Assert.Equal(number, (BFloat16)(float)number);
            Assert.Equal(number, (BFloat16)(double)number);
            Assert.Equal(float.IsNaN((float)number), BFloat16.IsNaN(number));
        }
    }

    [Fact]
    public void Numbers_compare_as_floats_do()
    {
        BFloat16 one = (BFloat16)1f, two = (BFloat16)2f;
        Assert.True(one < two && two > one && one <= two && two >= one && one != two);
        Assert.False(BFloat16.NaN == BFloat16.NaN);
        Assert.True(BFloat16.NaN.Equals(BFloat16.NaN));
        Assert.Equal((BFloat16)0f, (BFloat16)(-0f));
        Assert.Equal(-1, one.CompareTo(two));
        Assert.Equal(((BFloat16)0f).GetHashCode(), ((BFloat16)0f).GetHashCode());
        Assert.Equal([BFloat16.MinValue, one, two, BFloat16.MaxValue, BFloat16.PositiveInfinity], new[] { two, BFloat16.PositiveInfinity, one, BFloat16.MaxValue, BFloat16.MinValue }.Order());
        Assert.Equal("1.5", ((BFloat16)1.5f).ToString(null, CultureInfo.InvariantCulture));
        Assert.True(BFloat16.Epsilon > (BFloat16)0f && BFloat16.NegativeInfinity < BFloat16.MinValue);
    }
}
