using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Inference;
using LossGen.Generator.Syntax;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Cli.Inference;

/// <summary>A parameter as it is declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Declaration">Its declaration in C#.</param>
/// <param name="IsOptional">Whether it has a default value.</param>
internal sealed record InferredParameter(string Name, string Declaration, bool IsOptional);

/// <summary>
/// Declares the parameters that a formula needs. A name with indices is a tensor of as many axes; one that picks along an axis has integers.
/// Where nothing has indices, names are vectors, save those that losses call their hyper-parameters; where something has, names without are
/// numbers.
/// </summary>
internal static class ParameterInference
{
    /// <summary>
    /// The parameters: floating-point tensors first, and of these what is predicted, since the gradient is by the first; then integers, then
    /// numbers, those with a default last.
    /// </summary>
    /// <param name="formula">The formula.</param>
    /// <param name="given">Parameters that the user has declared, which take the place of what would be inferred.</param>
    /// <exception cref="InputException">A given parameter is none.</exception>
    public static IReadOnlyList<InferredParameter> Infer(string formula, IEnumerable<string> given)
    {
        IReadOnlyList<FreeName> names = FormulaNames.Of(Parser.Parse(formula, new DiagnosticBag()));
        List<InferredParameter> declared = [.. given.Select(Given)];
        bool hasIndices = names.Any(name => name.Rank > 0);
        IEnumerable<InferredParameter> inferred = names
            .Where(name => declared.TrueForAll(parameter => parameter.Name != name.Name))
            .OrderBy(name => name.IsIndex)
            .ThenBy(name => Convention.IsGiven(name.Name))
            .Select(name => Infer(name, hasIndices));
        return [.. inferred.Concat(declared).OrderBy(parameter => parameter.IsOptional).ThenBy(parameter => !parameter.Declaration.Contains('<'))];
    }

    private static InferredParameter Infer(FreeName name, bool hasIndices)
    {
        string escaped = Identifiers.Escape(name.Name);
        if (name.Rank == 0 && Convention.ValueOf(name.Name) is { } value)
            return new InferredParameter(name.Name, $"{Convention.TypeOf(name.Name)} {escaped} = {value}", IsOptional: true);
        if (name.Rank == 0 && hasIndices)
            return new InferredParameter(name.Name, $"float {escaped}", IsOptional: false);
        string container = name.Rank > 1 ? "ReadOnlyTensorSpan" : "ReadOnlySpan";
        return new InferredParameter(name.Name, $"{container}<{(name.IsIndex ? "int" : "float")}> {escaped}", IsOptional: false);
    }

    /// <summary>A parameter in the words of the user: <c>float delta = 0.5</c>, where the suffix of a float may be left out.</summary>
    private static InferredParameter Given(string text)
    {
        ParameterListSyntax list = SyntaxFactory.ParseParameterList($"({text})");
        if (list.ContainsDiagnostics || list.Parameters.Count != 1 || list.Parameters[0] is not { Type: { } type, Identifier.ValueText: { Length: > 0 } name } parameter)
            throw new InputException($"'{text}' is not a parameter: write it as in C#, --parameter \"float delta = 1\"");
        if (type.ToString() == "float" && parameter.Default?.Value is { } value && double.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out _))
            parameter = parameter.WithDefault(parameter.Default.WithValue(SyntaxFactory.ParseExpression(value + "f")));
        return new InferredParameter(name, parameter.ToString(), parameter.Default is not null);
    }
}
