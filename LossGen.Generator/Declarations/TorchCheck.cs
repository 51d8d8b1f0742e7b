using LossGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator.Declarations;

/// <summary>Whether the declaration of a loss of torch tensors fits together.</summary>
/// <param name="syntax">The method.</param>
/// <param name="method">Its symbol.</param>
/// <param name="attribute">Its [Loss].</param>
/// <param name="report">Where faults go.</param>
/// <param name="hasPackage">Whether the project references what such losses run on.</param>
internal sealed class TorchCheck(MethodDeclarationSyntax syntax, IMethodSymbol method, AttributeData attribute, Reporter report, bool hasPackage)
{
    public void Run(ReturnedType returned, IReadOnlyList<ParameterModel?> parameters)
    {
        List<ParameterModel> tensors = [.. parameters.OfType<ParameterModel>().Where(parameter => parameter.Container == Container.Torch)];
        if (tensors.Count == 0)
        {
            if (returned.IsTorch)
                Report(SourcePlace.Of(syntax.ReturnType), $"'{method.Name}' returns a torch.Tensor and takes none: declare its tensors as torch.Tensor, or return float or double");
            return;
        }

        if (!hasPackage)
            Report(SourcePlace.Of(syntax.Identifier), $"'{method.Name}' is a loss of torch tensors, which run on the package LossGen.TorchSharp: reference it");
        if (!returned.IsTorch && returned.IsFit)
            Report(SourcePlace.Of(syntax.ReturnType), $"'{method.Name}' takes torch.Tensor and returns '{syntax.ReturnType}': return a torch.Tensor, so that it is a step of autograd");
        foreach (ParameterModel parameter in parameters.OfType<ParameterModel>().Where(IsSpan))
        {
            Report(Place(parameter), $"'{parameter.Name}' is a span beside '{tensors[0].Name}', a torch.Tensor: make it a torch.Tensor"
                + (parameter.Kind == ParameterKind.Tensor ? "" : "; a loss per element is what the method returns, and an [Output] is 'out float' or 'out double'"));
        }

        foreach (ParameterModel parameter in parameters.OfType<ParameterModel>().Where(parameter => parameter is { IsScalar: true, IsMarked: true, IsFloating: true }))
            Report(Place(parameter), $"'{parameter.Name}' is marked [Gradient] and no torch.Tensor: make it one, of a single number, to learn it");
        if (attribute.NamedArguments.Any(argument => argument is { Key: "Hessian", Value.Value: true }))
            Report(SourcePlace.Of(syntax.Identifier), $"'{method.Name}' is a loss of torch tensors, whose autograd has no place for a Hessian: declare it over spans, or remove 'Hessian = true'");
    }

    private static bool IsSpan(ParameterModel parameter) => parameter.Container is Container.Span or Container.TensorSpan;

    private SourcePlace Place(ParameterModel parameter) =>
        SourcePlace.Of(syntax.ParameterList.Parameters.First(candidate => candidate.Identifier.ValueText == parameter.Name));

    private void Report(SourcePlace place, string message) => report(Rules.TorchLoss, place, message);
}
