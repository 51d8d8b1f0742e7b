using LossGen.Generator.Common;

namespace LossGen.Generator.Declarations;

internal enum CompanionRole
{
    /// <summary>A parameter of the declared method.</summary>
    Shared,

    /// <summary>The gradient by a parameter.</summary>
    Gradient,

    /// <summary>The diagonal of the second derivative by a parameter.</summary>
    SecondDerivative,

    /// <summary>The gradient that comes from above.</summary>
    Upstream,

    /// <summary>Whether derivatives are added to what is there.</summary>
    Accumulate,
}

/// <summary>A parameter of a companion.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Of">The declared parameter that it repeats or is the derivative by.</param>
/// <param name="Name">Its name without '@'.</param>
/// <param name="Type">Its type as C#, with 'out' where it is one.</param>
/// <param name="Default">Its default value as C#; null where it is required.</param>
internal sealed record CompanionParameter(CompanionRole Role, ParameterModel? Of, string Name, string Type, string? Default);

/// <summary>The signature of a method that is emitted beside the declared one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasSecondDerivatives">Whether it gives the diagonal of the Hessian too.</param>
/// <param name="UpstreamIsTensor">Whether the upstream gradient is one number per element.</param>
/// <param name="Modifiers">All its modifiers.</param>
/// <param name="Parameters">Its parameters in order.</param>
internal sealed record CompanionSignature(
    string Name, bool HasSecondDerivatives, bool UpstreamIsTensor, string Modifiers, EquatableArray<CompanionParameter> Parameters)
{
    /// <summary>What tells it from an overload.</summary>
    public IEnumerable<string> Types => Parameters.Select(parameter => parameter.Type);

    /// <summary>How many arguments a call needs: the parameters that can be left out come last.</summary>
    public int Required => Parameters.Count(parameter => parameter.Default is null);

    /// <summary>The companions of a loss, in the order in which they are emitted.</summary>
    public static IReadOnlyList<CompanionSignature> Of(LossDeclaration declaration)
    {
        if (declaration.Differentiated.Count == 0)
            return [];
        var names = new CompanionNames(declaration);
        var signatures = new List<CompanionSignature>();
        foreach (bool upstreamIsTensor in declaration.Return is null ? new[] { false, true } : [false])
        {
            foreach (bool hasSecondDerivatives in declaration.Hessian ? new[] { false, true } : [false])
            {
                string inheritance = declaration.Inheritance.Count > signatures.Count ? declaration.Inheritance[signatures.Count] : "";
                signatures.Add(new CompanionSignature(
                    declaration.Name + (hasSecondDerivatives ? "WithGradientAndHessian" : "WithGradient"),
                    hasSecondDerivatives,
                    upstreamIsTensor,
                    $"{declaration.Accessibility} {inheritance}".Trim(),
                    ParametersOf(declaration, names, hasSecondDerivatives, upstreamIsTensor).ToEquatableArray()));
            }
        }

        return signatures;
    }

    /// <summary>Inputs, then outputs, then what can be left out.</summary>
    private static IEnumerable<CompanionParameter> ParametersOf(
        LossDeclaration declaration, CompanionNames names, bool hasSecondDerivatives, bool upstreamIsTensor)
    {
        string element = CSharpTypes.Keyword(declaration.Element);
        CompanionParameter Shared(ParameterModel parameter) =>
            new(CompanionRole.Shared, parameter, parameter.Name, CSharpTypes.Of(parameter), parameter.Default);
        CompanionParameter Derivative(CompanionRole role, ParameterModel of, string name) =>
            new(role, of, name, CSharpTypes.Derivative(of), null);

        foreach (ParameterModel parameter in declaration.Parameters.Where(parameter => !parameter.IsOptional))
            yield return Shared(parameter);
        foreach (ParameterModel parameter in declaration.Differentiated)
            yield return Derivative(CompanionRole.Gradient, parameter, names.Gradient(parameter));
        foreach (ParameterModel parameter in hasSecondDerivatives ? declaration.Differentiated : [])
            yield return Derivative(CompanionRole.SecondDerivative, parameter, names.SecondDerivative(parameter));
        if (upstreamIsTensor)
            yield return new CompanionParameter(CompanionRole.Upstream, null, names.Upstream, Upstream(declaration), null);
        foreach (ParameterModel parameter in declaration.Parameters.Where(parameter => parameter.IsOptional))
            yield return Shared(parameter);
        if (!upstreamIsTensor)
            yield return new CompanionParameter(CompanionRole.Upstream, null, names.Upstream, element, "1");
        yield return new CompanionParameter(CompanionRole.Accumulate, null, names.Accumulate, "bool", "false");
    }

    /// <summary>An upstream gradient per element has the form of the output.</summary>
    private static string Upstream(LossDeclaration declaration)
    {
        string element = CSharpTypes.Keyword(declaration.Output!.Element);
        return declaration.Output is { IsTensorSpan: true }
            ? $"global::System.Numerics.Tensors.ReadOnlyTensorSpan<{element}>"
            : CSharpTypes.ReadOnlySpan(element);
    }
}
