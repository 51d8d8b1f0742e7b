using System.Reflection;
using System.Text;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Oracle;

/// <summary>Formulas over the tensors p and y and the scalar s, compiled by the real generator, each with elements of double and of float.</summary>
internal sealed class FormulaLosses(Type losses) : IFormulaLosses
{
    private delegate T Loss<T>(ReadOnlySpan<T> p, ReadOnlySpan<T> y, T s);

    private delegate T Gradient<T>(
        ReadOnlySpan<T> p, ReadOnlySpan<T> y, T s, Span<T> gradP, Span<T> gradY, out T gradS, T upstream, bool accumulate);

    public static FormulaLosses Compile(IReadOnlyList<string> formulas) =>
        new(GeneratorRun.Of(Source(formulas)).LoadWithoutErrors().GetType("Losses")!);

    /// <summary>The losses, in the class Losses.</summary>
    public static string Source(IReadOnlyList<string> formulas)
    {
        var source = new StringBuilder("using System; using LossGen;\npublic static partial class Losses {\n");
        for (int k = 0; k < formulas.Count; k++)
        {
            foreach ((string type, string prefix) in new[] { ("double", "D"), ("float", "S") })
            {
                source.Append($"[Loss(\"{formulas[k]}\")] public static partial {type} {prefix}{k}([Gradient] ReadOnlySpan<{type}> p, ")
                    .Append($"[Gradient] ReadOnlySpan<{type}> y, [Gradient] {type} s);\n");
            }
        }

        return source.Append('}').ToString();
    }

    public double Value(string name, double[] p, double[] y, double s) => name[0] == 'D'
        ? Method(name, typeof(double)).CreateDelegate<Loss<double>>()(p, y, s)
        : Method(name, typeof(float)).CreateDelegate<Loss<float>>()(Rounded(p), Rounded(y), (float)s);

    public FormulaResults WithGradient(string name, double[] p, double[] y, double s, double upstream, FormulaResults? accumulateTo)
    {
        double[] gradP = [.. accumulateTo?.GradP ?? new double[p.Length]], gradY = [.. accumulateTo?.GradY ?? new double[y.Length]];
        if (name[0] == 'D')
        {
            double value = Method(name + "WithGradient", typeof(double)).CreateDelegate<Gradient<double>>()(
                p, y, s, gradP, gradY, out double gradS, upstream, accumulateTo is not null);
            return new FormulaResults(value, gradP, gradY, gradS);
        }

        float[] singleP = Rounded(gradP), singleY = Rounded(gradY);
        float single = Method(name + "WithGradient", typeof(float)).CreateDelegate<Gradient<float>>()(
            Rounded(p), Rounded(y), (float)s, singleP, singleY, out float singleS, (float)upstream, accumulateTo is not null);
        return new FormulaResults(single, [.. singleP], [.. singleY], singleS);
    }

    private static float[] Rounded(double[] values) => [.. values.Select(value => (float)value)];

    /// <summary>The overload for spans alone.</summary>
    private MethodInfo Method(string name, Type result) =>
        losses.GetMethods().Single(method => method.Name == name && method.ReturnType == result && method.GetParameters()[0].Name == "p");
}
