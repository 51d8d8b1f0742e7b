using System.Globalization;
using System.Numerics.Tensors;
using System.Reflection;
using ILGPU;
using ILGPU.Algorithms;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>Losses of pairs on every device against the CPU's overload, at the edges of tiles: 16 rows, 64 columns and a depth of 16 are one.</summary>
public class PairLossTests
{
    private static readonly (int Rows, int Columns, int Depth)[] Extents =
        [(0, 3, 4), (3, 0, 4), (5, 7, 0), (1, 1, 1), (16, 64, 16), (17, 65, 17), (33, 9, 70), (4, 130, 3)];

    private static readonly string[] All =
    [
        nameof(Declared.NtXent), nameof(Declared.Contrastive), nameof(Declared.EachPair), nameof(Declared.Discrepancy), nameof(Declared.Manhattan),
        nameof(Declared.AllTriplets),
    ];

    public static TheoryData<string, string> Losses => Device.EachWith(All);

    [SkippableTheory]
    [MemberData(nameof(Losses))]
    public void Values_and_gradients_are_those_of_the_CPU(string kind, string loss)
    {
        // Kernels take long to compile but on the CPU.
        Skip.If(kind == "opencl" && Array.IndexOf(All, loss) > 2);
        foreach ((int rows, int columns, int depth) in Extents)
        {
            Check(kind, loss, rows, columns, depth, values => values);
            if (HasGradient(loss))
                Check(kind, loss + "WithGradient", rows, columns, depth, values => values);
        }

        foreach (double special in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30 })
            Check(kind, loss, 18, 20, 5, values => WithOne(values, special));
        string method = HasGradient(loss) ? loss + "WithGradient" : loss;
        Assert.Equal(Run(kind, method, 17, 70, 9, values => values), Run(kind, method, 17, 70, 9, values => values));
    }

    [Fact]
    public void A_device_whose_groups_are_too_small_is_told()
    {
        using Context context = Context.Create(builder => builder.CPU(new CPUDevice(4, 2, 1)).EnableAlgorithms());
        using Accelerator small = context.CreateCPUAccelerator(0);
        using AcceleratorStream stream = small.CreateStream();
        using MemoryBuffer2D<double, Stride2D.DenseY> rows = small.Allocate2DDenseY<double>(new Index2D(3, 2));
        using MemoryBuffer1D<double, Stride1D.Dense> loss = small.Allocate1D<double>(1);
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => Declared.Manhattan(stream, rows.View, rows.View, loss.View.BaseView));
        Assert.Contains("has at most 8", error.Message, StringComparison.Ordinal);
    }

    private static Array WithOne(Array values, double special)
    {
        if (values.Length > 30)
            values.SetValue(Convert.ChangeType(special, values.GetType().GetElementType()!, CultureInfo.InvariantCulture), 27);
        return values;
    }

    private static bool HasGradient(string loss) => loss != nameof(Declared.EachPair);

    private static void Check(string kind, string method, int rows, int columns, int depth, Func<Array, Array> change)
    {
        var expected = new List<(string Name, Array Values)>();
        MethodInfo onCpu = typeof(Declared).GetMethods().Single(candidate => candidate.Name == method && candidate.GetParameters() is [var first, ..] && first.ParameterType.Name.StartsWith("ReadOnly", StringComparison.Ordinal));
        object? value = CatalogueCall.Invoke(onCpu, parameter =>
        {
            Type type = parameter.ParameterType;
            if (!type.IsGenericType)
                return Scalar(parameter.Name!, type);
            Array values = Draw(parameter.Name!, type.GetGenericArguments()[0], rows, columns, depth, change, method);
            if (!type.Name.StartsWith("ReadOnly", StringComparison.Ordinal))
                expected.Add((parameter.Name!, values));
            return CatalogueCall.IsTensorSpan(type) ? Shaped(values, Lengths(parameter.Name!, method, rows, columns, depth)) : values;
        });
        Array[] actual = Run(kind, method, rows, columns, depth, change);
        IEnumerable<Array> wanted = expected.Select(output => output.Values);
        if (value is not null)
            wanted = wanted.Append(new[] { value });
        double[] all = [.. wanted.SelectMany(Doubles)];
        bool isSingle = expected.Any(output => output.Values is float[]) || value is float;
        Numbers.AssertClose(all, [.. actual.SelectMany(Doubles)], isSingle ? 4e-6 : 1e-12);
    }

    /// <summary>What the overload for views leaves in its outputs, the loss last.</summary>
    private static Array[] Run(string kind, string method, int rows, int columns, int depth, Func<Array, Array> change)
    {
        using var device = new OnDevice(kind);
        var outputs = new List<Array>();
        Array? number = null;
        Overload.All(typeof(Declared), method).Single().Call(device.Stream, (name, type) =>
        {
            if (!Overload.IsView(type))
                return Scalar(name, type);
            Type element = Overload.Element(type);
            if (name == "loss" && !method.StartsWith(nameof(Declared.EachPair), StringComparison.Ordinal))
                return TensorArgument.Dense(number = Array.CreateInstance(element, 1), 1);
            Array values = Draw(name, element, rows, columns, depth, change, method);
            if (IsOutput(name))
                outputs.Add(values);
            return TensorArgument.Dense(values, Lengths(name, method, rows, columns, depth));
        });
        return number is null ? [.. outputs] : [.. outputs, number];
    }

    private static bool IsOutput(string name) => name == "loss" || name.StartsWith("grad", StringComparison.Ordinal);

    private static object Scalar(string name, Type type) =>
        type == typeof(bool) ? false : Convert.ChangeType(name is "upstream" ? 1 : 0.25, Overload.Element(type), CultureInfo.InvariantCulture);

    private static int[] Lengths(string name, string method, int rows, int columns, int depth)
    {
        string input = name.StartsWith("grad", StringComparison.Ordinal) ? name[4..].ToLowerInvariant() : name;
        bool isSquare = method.StartsWith(nameof(Declared.NtXent), StringComparison.Ordinal) || method.StartsWith(nameof(Declared.Discrepancy), StringComparison.Ordinal);
        return input switch
        {
            "a" or "x" => [rows, depth],
            "b" or "y" => [isSquare ? rows : columns, depth],
            "label" => [rows],
            "loss" or "upstream" => [rows, columns],
            _ => [depth],
        };
    }

    private static Array Draw(string name, Type element, int rows, int columns, int depth, Func<Array, Array> change, string method)
    {
        int count = Lengths(name, method, rows, columns, depth).Aggregate(1, (product, length) => product * length);
        var values = Array.CreateInstance(element, count);
        double[] drawn = Numbers.Between(count, -1, 1, name[0]);
        for (int i = 0; i < count && !IsOutput(name); i++)
            values.SetValue(Convert.ChangeType(name switch { "label" => i % 3, "w" => Math.Abs(drawn[i]), _ => drawn[i] }, element, CultureInfo.InvariantCulture), i);
        return IsOutput(name) || name is "label" or "w" or "m" ? values : change(values);
    }

    private static object Shaped(Array values, int[] lengths) => typeof(PairLossTests).GetMethod(nameof(ShapedOf), BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(values.GetType().GetElementType()!).Invoke(null, [values, lengths])!;

    private static Tensor<T> ShapedOf<T>(T[] values, int[] lengths) => Tensor.Create(values, [.. lengths.Select(length => (nint)length)]);

    private static IEnumerable<double> Doubles(Array values) => values.Cast<object>().Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture));
}
