using LossGen.Generator.Declarations;
using LossGen.Generator.Inference;

namespace LossGen.Cli.Plotting;

/// <summary>Writes a method that evaluates a loss of one element, <c>At(x, target)</c>: spans cannot be passed by reflection.</summary>
internal sealed class EvaluationSource(LossDeclaration declaration, CompanionSignature companion)
{
    public const string Type = "LossGenEvaluation", Method = "At";

    private readonly ParameterModel moving = declaration.Differentiated[0];
    private readonly ParameterModel? target = Target(declaration);

    /// <summary>The tensor beside the differentiated one that says what is right: labels before numbers.</summary>
    public static ParameterModel? Target(LossDeclaration declaration) => declaration.Parameters
        .Where(parameter => parameter.IsTensor && parameter != declaration.Differentiated[0])
        .OrderBy(parameter => parameter.IsFloating).FirstOrDefault();

    public string Text()
    {
        string result = declaration.Return is null ? TensorName(declaration.Output!) + "[0]" : "value";
        string receiver = (declaration.Namespace.Length == 0 ? "" : declaration.Namespace + ".") + string.Join(".", declaration.Types.Select(type => type.Name));
        return $$"""
            public static class {{Type}}
            {
                public static (double Loss, double Gradient) {{Method}}(double x, double target)
                {
                    {{string.Join("\n        ", Locals())}}
                    {{(declaration.Return is null ? "" : "var value = ")}}global::{{receiver}}.{{companion.Name}}({{string.Join(", ", Arguments())}});
                    return ({{result}}, {{GradientName(moving)}}{{(moving.IsTensor ? "[0]" : "")}});
                }
            }
            """;
    }

    private IEnumerable<string> Locals()
    {
        foreach (ParameterModel parameter in declaration.Parameters.Where(parameter => parameter.Container != Container.None))
            yield return $"var {TensorName(parameter)} = new {CSharpTypes.Keyword(parameter.Element)}[] {{ ({CSharpTypes.Keyword(parameter.Element)}){Value(parameter)} }};";
        foreach (ParameterModel parameter in declaration.Differentiated.Where(parameter => parameter.IsTensor))
            yield return $"var {GradientName(parameter)} = new {CSharpTypes.Keyword(parameter.Element)}[1];";
    }

    private string Value(ParameterModel tensor) => tensor == moving ? "x" : tensor == target ? "target" : tensor.IsTensor ? "1" : "0";

    private IEnumerable<string> Arguments()
    {
        foreach (CompanionParameter parameter in companion.Parameters.Where(parameter => parameter.Default is null))
        {
            yield return parameter switch
            {
                { Role: CompanionRole.Gradient, Of: { IsTensor: true } of } => GradientName(of),
                { Role: CompanionRole.Gradient, Of: { } of } => $"out var {GradientName(of)}",
                { Of: { Container: Container.None, Kind: ParameterKind.Metric } } => "out _",
                { Of: { Container: Container.None } of } => Scalar(of),
                _ => TensorName(parameter.Of!),
            };
        }
    }

    private string Scalar(ParameterModel scalar)
    {
        string value = scalar == moving ? "x" : Convention.ValueOf(scalar.Name) ?? "1";
        return $"({CSharpTypes.Keyword(scalar.Element)}){value}";
    }

    private static string TensorName(ParameterModel parameter) => "tensor_" + parameter.Name;

    private static string GradientName(ParameterModel parameter) => "gradientBy_" + parameter.Name;
}
