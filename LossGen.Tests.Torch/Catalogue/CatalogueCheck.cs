using System.Numerics;
using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>Compares all methods of a loss that have one element type with libtorch.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class CatalogueCheck<T>(CatalogueRow row)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double Epsilon = typeof(T) == typeof(float) ? 1e-5 : 1e-11;

    /// <param name="extents">The extents of the axes.</param>
    /// <param name="real">What becomes of a number that is drawn for an input of real numbers.</param>
    /// <param name="options">The options that differ from their defaults.</param>
    /// <param name="where">The case, for messages.</param>
    public void Run(Extents extents, Func<double, double> real, IReadOnlyList<(string Name, double Value)> options, string where)
    {
        foreach (MethodInfo method in CatalogueMethods.Of(row.Type, row.Name).Where(CatalogueMethods.HasElement<T>))
        {
            using DisposeScope scope = NewDisposeScope();
            CatalogueArguments arguments = Draw(method, extents, real, options);
            new MethodCheck(row, method, arguments, $"{method}, {extents}, {where}").Run();
        }
    }

    private CatalogueArguments Draw(
        MethodInfo method, Extents extents, Func<double, double> real, IReadOnlyList<(string Name, double Value)> options)
    {
        var random = new Random(7 + extents.ToString().Length);
        return CatalogueArguments.Draw<T>(row, method, extents, random, real, options);
    }

    private sealed class MethodCheck(CatalogueRow row, MethodInfo method, CatalogueArguments arguments, string where)
    {
        private readonly Dictionary<string, T[]> outputs = [];
        private readonly CatalogueReduction reduction = CatalogueMethods.ReductionOf(method);
        private double[] upstreams = [];

        public void Run()
        {
            Tensor expected = row.Reference(reduction, arguments);
            double[] values = Tensors.Values(expected);
            CompareLoss(values, Call(method, values.Length, upstream: 1, accumulate: false), "loss");
            bool hasGradient = values.All(value => T.IsFinite(T.CreateSaturating(value)));
            // A gradient of 0.5 times the loss, added to 1.
            foreach (MethodInfo companion in CatalogueMethods.CompanionsOf(method))
            {
                foreach ((double upstream, bool accumulate) in new[] { (1.0, false), (0.5, true) })
                {
                    CompareLoss(values, Call(companion, values.Length, upstream, accumulate), companion.Name);
                    if (hasGradient)
                        CompareGradients(companion, expected, values, accumulate);
                }
            }
        }

        private object? Call(MethodInfo called, int count, double upstream, bool accumulate)
        {
            outputs.Clear();
            upstreams = [upstream];
            return CatalogueCall.Invoke(called, parameter => arguments.Shaped<T>(parameter, Argument(parameter)));

            object Argument(ParameterInfo parameter) => parameter.Name switch
            {
                "loss" => Output("loss", count, double.NaN),
                "upstream" when parameter.ParameterType == typeof(T) => T.CreateChecked(upstream),
                "upstream" => Upstreams(count, upstream),
                "accumulate" => accumulate,
                _ when CatalogueMethods.Differentiated(parameter) is { } name =>
                    Output(parameter.Name!, ((Array)arguments.Value(name)).Length, accumulate ? 1 : double.NaN),
                _ => arguments.Value(parameter.Name!),
            };
        }

        // Different ones, so that an element that takes another's is found.
        private T[] Upstreams(int count, double upstream)
        {
            upstreams = [.. Enumerable.Range(0, count).Select(i => upstream * (1 + (i % 4)))];
            return Array.ConvertAll(upstreams, T.CreateChecked);
        }

        private T[] Output(string name, int count, double fill)
        {
            T[] output = new T[count];
            output.AsSpan().Fill(T.CreateChecked(fill));
            return outputs[name] = output;
        }

        private void CompareLoss(double[] expected, object? result, string what) =>
            Compare(expected, outputs.GetValueOrDefault("loss") ?? [(T)result!], leastScale: 1, isGradient: false, what);

        private void CompareGradients(MethodInfo companion, Tensor expected, double[] values, bool accumulate)
        {
            Tensor total = (expected.reshape(-1) * tensor(upstreams, float64)).sum();
            foreach ((string parameter, T[] written) in outputs.Where(output => output.Key != "loss"))
            {
                bool isHessian = parameter.StartsWith("hess", StringComparison.Ordinal);
                string name = CatalogueMethods.Differentiated(companion.GetParameters().Single(p => p.Name == parameter))!;
                double[] derivative = isHessian ? arguments.Hessian(total, name) : arguments.Gradient(total, name);
                double scale = reduction == CatalogueReduction.Mean ? 1 + Math.Abs(values[0]) : 1;
                if (reduction == CatalogueReduction.Mean)
                    scale /= derivative.Length;
                if (accumulate)
                {
                    scale = Math.Max(scale, 1);
                    derivative = [.. derivative.Select(x => 1 + x)];
                }

                Compare(derivative, written, scale, isGradient: true, $"{companion}, {parameter}, accumulate: {accumulate}");
            }
        }

        /// <summary>
        /// Compares relative to the scale of the numbers: the larger of the expected number, the mean magnitude of all and
        /// <paramref name="leastScale"/>, for numbers that cancel to almost 0.
        /// </summary>
        private void Compare(double[] expected, T[] actual, double leastScale, bool isGradient, string what)
        {
            Assert.Equal(expected.Length, actual.Length);
            double mean = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Average();
            for (int i = 0; i < expected.Length; i++)
            {
                double target = expected[i];
                double found = double.CreateChecked(actual[i]);
                // Beyond the type's range there is nothing to agree on. libtorch's autograd multiplies 0 by infinity; LossGen need not.
                bool isRepresentable = T.IsFinite(T.CreateSaturating(target));
                if (!isRepresentable && (isGradient || double.IsFinite(target)))
                    continue;
                bool agrees = double.IsFinite(target)
                    ? Math.Abs(found - target) <= Epsilon * Math.Max(Math.Max(Math.Abs(target), mean), leastScale)
                    : found.Equals(target);
                if (!agrees)
                    Assert.Fail($"{where}: {what}, element {i}: libtorch {target:R}, LossGen {found:R}");
            }
        }
    }
}
