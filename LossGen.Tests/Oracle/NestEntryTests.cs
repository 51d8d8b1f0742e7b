namespace LossGen.Tests.Oracle;

/// <summary>Tensors of several axes that do not fit are refused by name, with nothing written.</summary>
public sealed class NestEntryTests
{
    private static readonly NestFormula[] Formulas =
    [
        new("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]]) where best[n] = max[c](z[n, c])", "z[n, c]*; int y[n] < c; out best[n]"),
        new("mean[n](logsumexp[c](z[n, c])) + mean[n, c](x[n, c]^2)", "flat z[n, c]*; flat x[n, c]; size c"),
        new("mean[n | y[n] != ignore](z[n, y[n]])", "z[n, c]*; int y[n] < c; int ignore = -100"),
        new("mean[n](box[n, 3] - box[n, 0])", "box[n, m]*"),
        new("logsumexp[c](z[n, c]) + sum[c](e[k, c])", "z[n, c]*; e[v, c]; int k < v = 1; -> loss[n]"),
        new("sum[n, c](x[n, c] * v[n])", "flat x[n, c]*; v[n]"),
        new("mean[n, m](logsumexp[c](z[n, m, c]) - z[n, m, y[n, m]])", "z[n, m, c]*; int y[n, m] < c"),
        new("mean[n, c]((z[n, c] - x[n, c])^2)", "z[n, c]*; flat x[n, c]"),
    ];

    private static readonly Lazy<NestLosses> Losses = new(() => NestLosses.Compile(Formulas));

    public static TheoryData<int, string, string, int[], string, string> Shapes => new()
    {
        // formula, method, what has the wrong lengths, the parameter that is named, what is said
        { 0, "WithGradient", "z", [20], "z", "1 dimensions" },
        { 0, "WithGradient", "z", [4, 5, 1], "z", "3 dimensions" },
        { 0, "WithGradient", "y", [3], "y", "Axis 'n' has 3 elements in 'y' but 4 in 'z'" },
        { 0, "", "y", [5], "y", "Axis 'n' has 5 elements in 'y' but 4 in 'z'" },
        { 0, "WithGradient", "gradZ", [4, 6], "gradZ", "Axis 'c' has 6 elements in 'gradZ' but 5 in 'z'" },
        { 0, "WithGradient", "gradZ", [3, 5], "gradZ", "Axis 'n' has 3 elements in 'gradZ' but 4 in 'z'" },
        { 0, "WithGradient", "gradZ", [20], "gradZ", "dimension" },
        { 0, "WithGradient", "gradZ", [4, 5, 2], "gradZ", "dimension" },
        { 0, "WithGradient", "best", [3], "best", "too short" },
        { 1, "WithGradient", "z", [21], "z", "21 elements" },
        { 1, "", "x", [15], "x", "15 elements" },
        { 1, "WithGradient", "gradZ", [19], "gradZ", "too short" },
        { 4, "", "loss", [3], "loss", "too short" },
        { 4, "Each", "upstreams", [3], "upstream", "3" },
        { 4, "Each", "upstreams", [5], "upstream", "5" },
        { 5, "", "x", [21], "x", "21 elements" },
        { 2, "", "z", [20], "z", "'z' has 1 dimensions, and z[n, y[n]] needs 2" },
        { 2, "WithGradient", "gradZ", [20], "gradZ", "'gradZ' has 1 dimensions, and z[n, y[n]] needs 2" },
        { 2, "WithGradient", "gradZ", [4, 6], "gradZ", "'gradZ' has 6 elements and 'z' 5 along dimension 1 of 'z'" },
        { 3, "", "box", [4, 3], "box", "3" },
        { 6, "", "y", [4, 3], "y", "Axis 'm' has 3 elements in 'y' but 4 in 'z'" },
        { 7, "", "z", [20], "z", "1 dimensions" },
        { 7, "WithGradient", "x", [4, 4], "x", "16 elements" },
        { 7, "WithGradient", "gradZ", [5, 4], "gradZ", "Axis 'n' has 5 elements in 'gradZ' but 4 in 'z'" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Wrong_lengths_are_refused(int formula, string method, string argument, int[] lengths, string parameter, string says) =>
        Refuses(formula, method, parameter, says, arguments => arguments[argument] = Strided.Dense(
            argument == "y" ? typeof(int) : typeof(double), lengths, new double[lengths.Aggregate(1, (product, length) => product * length)]).Argument);

    [Theory]
    [InlineData(0, "WithGradient", 1, 5, "n = 1 is 5")]
    [InlineData(0, "", 3, -1, "n = 3 is -1")]
    [InlineData(2, "WithGradient", 2, -99, "n = 2 is -99")]
    [InlineData(2, "", 0, int.MaxValue, "n = 0 is 2147483647")]
    [InlineData(2, "", 0, int.MinValue, "n = 0 is -2147483648")]
    public void An_index_outside_is_refused(int formula, string method, int at, int index, string says) => Refuses(formula, method, "y", says, arguments =>
    {
        double[] classes = [0, 1, 2, 3];
        classes[at] = index;
        arguments["y"] = Strided.Dense(typeof(int), [4], classes).Argument;
    });

    [Fact]
    public void An_index_outside_is_refused_at_its_position_along_each_axis() => Refuses(6, "WithGradient", "y", "n, m = 2, 1 is 5, outside of dimension 2", arguments =>
    {
        double[] labels = new double[16];
        labels[9] = 5;
        arguments["y"] = Strided.Dense(typeof(int), [4, 4], labels).Argument;
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_number_outside_is_refused(int k) => Refuses(4, "WithGradient", "k", $"{k}", arguments => arguments["k"] = (double)k);

    [Fact]
    public void A_negative_extent_is_refused() => Refuses(1, "", "c", "", arguments => arguments["c"] = -5.0);

    [Fact]
    public void An_ignored_row_is_not_looked_at()
    {
        (Dictionary<string, object> arguments, Dictionary<string, Strided> outputs) = NestResults.Arguments(Inputs(2), "D2WithGradient");
        arguments["y"] = Strided.Dense(typeof(int), [4], [0, -100, 2, -100]).Argument;
        Losses.Value.Call("D2WithGradient", arguments);
        Assert.True(double.IsFinite((double)arguments[""]));
        Assert.Equal([0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0, 0], outputs["gradZ"].Values());
    }

    [Fact]
    public void An_output_that_repeats_its_elements_is_refused() => Refuses(0, "WithGradient", "gradZ", "stride is 0", arguments =>
        arguments["gradZ"] = Strided.Repeated(typeof(double), [4, 5], new double[20], 0).Argument);

    [Theory]
    [InlineData(0, "WithGradient", "gradZ", "z")]
    [InlineData(1, "WithGradient", "gradZ", "z")]
    [InlineData(1, "WithGradient", "gradZ", "x")]
    [InlineData(7, "WithGradient", "gradZ", "x")]
    [InlineData(4, "", "loss", "z")]
    [InlineData(4, "WithGradient", "loss", "e")]
    [InlineData(4, "WithGradient", "gradZ", "e")]
    [InlineData(4, "Each", "loss", "upstreams")]
    public void An_output_in_the_place_of_an_input_is_refused(int formula, string method, string output, string input)
    {
        string named = input == "upstreams" ? "upstream" : input;
        Refuses(formula, method, output, $"'{named}'", arguments => arguments[output] = Overlapping((object[])arguments[input], (object[])arguments[output]));
    }

    [Fact]
    public void Inputs_may_repeat_their_elements()
    {
        NestInputs inputs = Inputs(0);
        double[] row = inputs.Tensors["z"][..5];
        inputs = inputs.With("z", _ => [.. row, .. row, .. row, .. row]);
        NestResults dense = NestResults.Of(Losses.Value, inputs, "D0WithGradient");
        (Dictionary<string, object> arguments, Dictionary<string, Strided> outputs) = NestResults.Arguments(inputs, "D0WithGradient");
        arguments["z"] = Strided.Repeated(typeof(double), [4, 5], inputs.Tensors["z"], 0).Argument;
        Losses.Value.Call("D0WithGradient", arguments);
        Assert.Equal(dense.Loss[0], (double)arguments[""]);
        Assert.Equal(dense.Gradients["z"], outputs["gradZ"].Values());
    }

    private static object[] Overlapping(object[] input, object[] output) => [input[0], 0, output[2], output[3]];

    private static NestInputs Inputs(int formula)
    {
        var sizes = new Dictionary<string, int> { ["n"] = 4, ["c"] = 5, ["m"] = 4, ["v"] = 5 };
        return NestInputs.Random(Formulas[formula], sizes, new Random(1));
    }

    private static void Refuses(int formula, string method, string parameter, string says, Action<Dictionary<string, object>> spoil)
    {
        (Dictionary<string, object> arguments, Dictionary<string, Strided> outputs) =
            NestResults.Arguments(Inputs(formula), $"D{formula}WithGradient", upstreams: method == "Each" ? [1, 1, 1, 1] : null);
        spoil(arguments);
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => Losses.Value.Call($"D{formula}{method}", arguments));
        Assert.Equal(parameter, exception.ParamName);
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.All(outputs.Values, output => Assert.All(output.Values(), value => Assert.Equal(12345.0, value)));
    }
}
