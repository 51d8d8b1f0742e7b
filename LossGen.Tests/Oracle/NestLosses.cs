using System.Reflection;
using System.Text;
using LossGen.Generator.Declarations;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Oracle;

/// <summary>
/// Formulas compiled by the real generator, each with elements of double and of float, or of other types, and called by name: arguments and results are kept in
/// a dictionary, tensors as <see cref="Strided"/> arrays.
/// </summary>
internal sealed class NestLosses : INestLosses
{
    private const string Helpers = """
            static ReadOnlySpan<T> In<T>(IDictionary<string, object> a, string name) => Out<T>(a, name);
            static Span<T> Out<T>(IDictionary<string, object> a, string name)
            {
                nint count = 1;
                foreach (nint length in (nint[])((object[])a[name])[2])
                    count *= length;
                return ((T[])((object[])a[name])[0]).AsSpan(0, (int)count);
            }
            static ReadOnlyTensorSpan<T> InTensor<T>(IDictionary<string, object> a, string name) => OutTensor<T>(a, name);
            static TensorSpan<T> OutTensor<T>(IDictionary<string, object> a, string name)
            {
                var tensor = (object[])a[name];
                return new TensorSpan<T>((T[])tensor[0], (int)tensor[1], (nint[])tensor[2], (nint[])tensor[3]);
            }

        """;

    private readonly Type calls;
    private readonly Dictionary<string, Action<IDictionary<string, object>>> delegates = [];

    private NestLosses(Type calls) => this.calls = calls;

    public IReadOnlyList<NestLayout> Layouts { get; } = [NestLayout.Transposed, NestLayout.Sliced, NestLayout.Batched];

    public bool HasOneOrder => true;

    public static NestLosses Compile(IReadOnlyList<NestFormula> formulas, params NestType[] types) =>
        Of(GeneratorRun.Of(Source(formulas, types)).LoadWithoutErrors());

    /// <summary>The formulas of an assembly that was compiled from <see cref="Source"/>.</summary>
    public static NestLosses Of(Assembly assembly) => new(assembly.GetType("Calls")!);

    /// <summary>The losses, in the class Losses, and calls of them.</summary>
    public static string Source(IReadOnlyList<NestFormula> formulas, params NestType[] types)
    {
        var losses = new StringBuilder("using System; using System.Collections.Generic; using System.Numerics.Tensors; using LossGen;\npublic static partial class Losses {\n");
        var calls = new StringBuilder("public static class Calls {\n").Append(Helpers);
        for (int k = 0; k < formulas.Count; k++)
        {
            foreach (NestType type in types.Length > 0 ? types : [NestType.Double, NestType.Single])
            {
                char prefix = type.Prefix;
                losses.Append(formulas[k].Declare(type, $"{prefix}{k}"));
                calls.Append(Call(formulas[k], type, $"{prefix}{k}", $"{prefix}{k}", []));
                string accumulate = "accumulate: (bool)a[\"accumulate\"]";
                IEnumerable<string> gradients = formulas[k].Differentiated.Select(parameter => parameter.GradientArgument(type));
                calls.Append(Call(
                    formulas[k], type, $"{prefix}{k}WithGradient", $"{prefix}{k}WithGradient", [.. gradients, $"upstream: ({type.Computed})(double)a[\"upstream\"]", accumulate]));
                if (formulas[k].Output is { } output)
                {
                    string upstream = output.Container == Container.TensorSpan ? "InTensor" : "In";
                    calls.Append(Call(
                        formulas[k], type, $"{prefix}{k}WithGradient", $"{prefix}{k}Each", [.. gradients, $"upstream: {upstream}<{type.Stored}>(a, \"upstreams\")", accumulate]));
                }
            }
        }

        return losses.Append('}').Append(calls).Append('}').ToString();
    }

    public void Call(string method, IDictionary<string, object> arguments)
    {
        if (!delegates.TryGetValue(method, out Action<IDictionary<string, object>>? call))
            delegates[method] = call = calls.GetMethod(method)!.CreateDelegate<Action<IDictionary<string, object>>>();
        call(arguments);
    }

    private static string Call(NestFormula formula, NestType type, string method, string name, IReadOnlyList<string> more)
    {
        string arguments = string.Join(", ", formula.Parameters.Select(parameter => parameter.Argument(type)).Concat(more));
        string call = $"Losses.{method}({arguments});";
        var results = formula.Metrics.Where(metric => metric.Container == Container.None).Select(metric => metric.Name).ToList();
        if (more.Count > 0)
            results.AddRange(formula.Differentiated.Where(parameter => parameter.Container == Container.None).Select(parameter => parameter.Gradient));
        string kept = string.Concat(results.Select(result => $" a[\"{result}\"] = (double){result}Out;"));
        bool returns = formula.Output is null;
        return $"public static void {name}(IDictionary<string, object> a) {{ {(returns ? $"a[\"\"] = (double){call}" : call)}{kept} }}\n";
    }
}
