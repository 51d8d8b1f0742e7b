using LossGen.Tests.Passes;

namespace LossGen.Tests.Entry;

/// <summary>Bad spans are refused before anything is written, and the message says which parameters disagree and how.</summary>
public sealed class RequireTests
{
    private const float Sentinel = 77f;

    // On both sides of a register, and past the first block.
    public static TheoryData<int, int> UnequalLengths => new() { { 5, 4 }, { 4, 5 }, { 0, 1 }, { 1, 0 }, { 5000, 4999 }, { 17, 100_000 } };

    [Theory]
    [MemberData(nameof(UnequalLengths))]
    public void Inputs_of_different_lengths_are_refused(int pLength, int yLength)
    {
        var buffers = new Buffers(100_000);
        string[] says = [$"{pLength}", $"{yLength}", "'p'", "'y'", "Axis 'i'"];
        buffers.Refuses("y", says, b => EmittedLosses.Mse(b.P[..pLength], b.Y[..yLength]));
        buffers.Refuses("y", says, b => EmittedLosses.MseWithGradient(b.P[..pLength], b.Y[..yLength], b.First));
        buffers.Refuses("y", says, b => EmittedLosses.DiceWithGradient(b.P[..pLength], b.Y[..yLength], b.First));
        buffers.Refuses("y", says, b => EmittedLosses.Squares(b.P[..pLength], b.Y[..yLength], b.First));
        buffers.Refuses("y", says, b => EmittedLosses.SquaresWithGradient(b.P[..pLength], b.Y[..yLength], b.First, b.Second));
        says = [$"{pLength}", $"{yLength}", "'p'", "'upstream'"];
        buffers.Refuses("upstream", says, b => EmittedLosses.SquaresWithGradientEach(
            b.P[..pLength], b.Q[..pLength], b.First, b.Second, b.Y[..yLength]));
    }

    [Theory]
    [InlineData(5, 4)]
    [InlineData(1, 0)]
    [InlineData(5000, 4999)]
    public void An_output_too_short_is_refused(int count, int length)
    {
        var buffers = new Buffers(count);
        string[] says = [$"{count}", $"{length}", "'p'"];
        buffers.Refuses("gradP", says, b => EmittedLosses.MseWithGradient(b.P, b.Y, b.First[..length]));
        buffers.Refuses("gradP", says, b => EmittedLosses.DiceWithGradient(b.P, b.Y, b.First[..length]));
        buffers.Refuses("gradY", says, b => EmittedLosses.BothWithGradient(b.P, b.Y, b.First, b.Second[..length]));
        buffers.Refuses("loss", says, b => EmittedLosses.Squares(b.P, b.Y, b.First[..length]));
        buffers.Refuses("gradP", says, b => EmittedLosses.SquaresWithGradient(b.P, b.Y, b.First, b.Second[..length]));
        buffers.Refuses("loss", says, b => EmittedLosses.SquaresWithGradientEach(b.P, b.Y, b.First[..length], b.Second, b.Q));
    }

    [Theory]
    [InlineData(0, 10, 0, 10)]
    [InlineData(0, 10, 9, 10)]
    [InlineData(9, 10, 0, 10)]
    [InlineData(0, 10, 0, 30)]
    [InlineData(9, 10, 0, 30)]
    [InlineData(0, 6000, 5999, 6000)]
    public void An_output_that_shares_memory_with_an_input_is_refused(int input, int count, int output, int length)
    {
        var buffers = new Buffers(count);
        var memory = new float[20_000];
        Array.Fill(memory, Sentinel);
        string[] SaysOf(string other) => [$"{count} elements written", $"({count} elements)", $"'{other}'"];

        buffers.Refuses("gradP", SaysOf("p"), b => EmittedLosses.MseWithGradient(
            memory.AsSpan(input, count), b.Y, memory.AsSpan(output, length)));
        buffers.Refuses("gradP", SaysOf("y"), b => EmittedLosses.MseWithGradient(
            b.P, memory.AsSpan(input, count), memory.AsSpan(output, length)));
        buffers.Refuses("gradP", SaysOf("p"), b => EmittedLosses.DiceWithGradient(
            memory.AsSpan(input, count), b.Y, memory.AsSpan(output, length)));
        buffers.Refuses("gradY", SaysOf("p"), b => EmittedLosses.BothWithGradient(
            memory.AsSpan(input, count), b.Y, b.First, memory.AsSpan(output, length)));
        buffers.Refuses("loss", SaysOf("y"), b => EmittedLosses.Squares(
            b.P, memory.AsSpan(input, count), memory.AsSpan(output, length)));
        buffers.Refuses("gradP", SaysOf("y"), b => EmittedLosses.SquaresWithGradient(
            b.P, memory.AsSpan(input, count), b.First, memory.AsSpan(output, length)));
        buffers.Refuses("gradP", SaysOf("upstream"), b => EmittedLosses.SquaresWithGradientEach(
            b.P, b.Y, b.First, memory.AsSpan(output, length), memory.AsSpan(input, count)));
        Assert.All(memory, value => Assert.Equal(Sentinel, value));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 9)]
    [InlineData(9, 0)]
    public void Outputs_that_share_memory_are_refused(int first, int second)
    {
        var buffers = new Buffers(10);
        var memory = new float[40];
        Array.Fill(memory, Sentinel);
        buffers.Refuses("gradY", ["10", "'gradP'"], b => EmittedLosses.BothWithGradient(
            b.P, b.Y, memory.AsSpan(first, 10), memory.AsSpan(second, 12)));
        buffers.Refuses("gradP", ["10", "'loss'"], b => EmittedLosses.SquaresWithGradient(
            b.P, b.Y, memory.AsSpan(first, 10), memory.AsSpan(second, 12)));
        Assert.All(memory, value => Assert.Equal(Sentinel, value));
    }

    [Fact]
    public void What_lies_beyond_the_written_part_of_an_output_may_be_anyones()
    {
        var memory = new float[60];
        Array.Fill(memory, 1f);
        Span<float> inputs = memory.AsSpan(40, 10);
        Assert.Equal(0f, EmittedLosses.MseWithGradient(inputs, inputs, memory));
        Assert.Equal(0f, EmittedLosses.BothWithGradient(inputs, inputs, memory.AsSpan(10), memory.AsSpan(0, 30)));
        EmittedLosses.Squares(inputs, inputs, memory.AsSpan(20));
        EmittedLosses.SquaresWithGradientEach(inputs, inputs, memory, memory.AsSpan(10), inputs);
        Assert.All(memory[30..], value => Assert.Equal(1f, value));
    }

    [Fact]
    public void Neighbours_in_memory_do_not_overlap_and_inputs_may_be_one_span()
    {
        var memory = new float[30];
        Array.Fill(memory, 1f);
        Span<float> middle = memory.AsSpan(10, 10);
        Assert.Equal(0f, EmittedLosses.BothWithGradient(middle, middle, memory.AsSpan(0, 10), memory.AsSpan(20, 10)));
        Assert.All(memory[..10], value => Assert.Equal(0f, value));
        Assert.All(memory[20..], value => Assert.Equal(0f, value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(4096)]
    [InlineData(5003)]
    [InlineData(200_001)]
    public void Longer_outputs_keep_what_lies_beyond(int count)
    {
        var buffers = new Buffers(count, extra: 25);
        EmittedLosses.MseWithGradient(buffers.P, buffers.Y, buffers.First);
        EmittedLosses.DiceWithGradient(buffers.P, buffers.Y, buffers.Second, accumulate: true);
        buffers.AssertTail(count);
        EmittedLosses.Squares(buffers.P, buffers.Y, buffers.First);
        EmittedLosses.SquaresWithGradient(buffers.P, buffers.Y, buffers.First, buffers.Second);
        EmittedLosses.SquaresWithGradientEach(buffers.P, buffers.Y, buffers.First, buffers.Second, buffers.Q, accumulate: true);
        EmittedLosses.BothWithGradient(buffers.P, buffers.Y, buffers.First, buffers.Second);
        buffers.AssertTail(count);
    }

    [Fact]
    public void Empty_input_has_the_value_of_an_empty_reduction()
    {
        var output = new float[3];
        Array.Fill(output, Sentinel);
        Assert.Equal(float.NaN, EmittedLosses.Mean([]));
        Assert.Equal(0f, EmittedLosses.Sum([]));
        Assert.Equal(float.NegativeInfinity, EmittedLosses.Max([]));
        Assert.Equal(float.PositiveInfinity, EmittedLosses.Min([]));
        Assert.Equal(0, EmittedLosses.DoubleSum([]));
        Assert.Equal(float.NaN, EmittedLosses.Mse([], []));
        Assert.Equal(float.NaN, EmittedLosses.MseWithGradient([], [], output));
        Assert.Equal(float.NaN, EmittedLosses.MseWithGradient([], [], []));
        Assert.Equal(0f, EmittedLosses.DiceWithGradient([], [], output));
        EmittedLosses.Squares([], [], output);
        EmittedLosses.SquaresWithGradient([], [], output, []);
        Assert.All(output, value => Assert.Equal(Sentinel, value));
    }

    /// <summary>Inputs of one length, and two outputs that hold a sentinel.</summary>
    private sealed class Buffers
    {
        private readonly float[] p, y, q, first, second;

        public Buffers(int count, int extra = 0)
        {
            p = [.. Enumerable.Range(0, count).Select(i => (i % 7) / 8f)];
            y = [.. Enumerable.Range(0, count).Select(i => (i % 5) / 8f)];
            q = [.. y];
            Array.Fill(first = new float[count + extra], Sentinel);
            Array.Fill(second = new float[count + extra], Sentinel);
        }

        public Span<float> P => p;

        public Span<float> Y => y;

        public Span<float> Q => q;

        public Span<float> First => first;

        public Span<float> Second => second;

        public void Refuses(string parameter, string[] says, Action<Buffers> call)
        {
            ArgumentException exception = Assert.Throws<ArgumentException>(parameter, () => call(this));
            Assert.All([.. says, $"'{parameter}'"], part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
            AssertTail(0);
        }

        public void AssertTail(int count)
        {
            Assert.Equal(first.Length, first.AsSpan(0, count).Length + first.Skip(count).Count(value => value == Sentinel));
            Assert.Equal(second.Length, second.AsSpan(0, count).Length + second.Skip(count).Count(value => value == Sentinel));
        }
    }
}
