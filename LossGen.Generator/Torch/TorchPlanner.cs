using LossGen.Generator.Binding;
using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Emission.Cpu;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Torch;

/// <summary>Finds out from the formula what a loss declared on torch tensors is on spans.</summary>
internal static class TorchPlanner
{
    /// <summary>Plans the losses; null where an extent of the result is none of a tensor, which is reported. Errors in the formula are left to these.</summary>
    public static TorchPlan? Plan(LossDeclaration declaration, DiagnosticBag diagnostics)
    {
        FormulaSyntax syntax = Parser.Parse(declaration.Formula, new DiagnosticBag());
        var tensorsOf = new TorchTensors(syntax);
        EquatableArray<ParameterModel> parameters = declaration.Parameters
            .Select(parameter => parameter.Container == Container.Torch ? OnSpans(parameter, tensorsOf) : parameter)
            .ToEquatableArray();
        ReportIntegers(parameters, diagnostics);
        (LossDeclaration single, BoundFormula? formula) = Result(syntax, Behind(declaration, parameters, ElementType.Single));
        var declared = new HashSet<string>(
            declaration.Parameters.Where(parameter => parameter.Container == Container.Torch).Select(parameter => parameter.Name), StringComparer.Ordinal);
        IReadOnlyList<TorchTensor> tensors = tensorsOf.Of(single, parameter => declared.Contains(parameter.Name));
        IReadOnlyList<TorchExtent>? shape = single.Return is not null ? null : formula is null ? [] : TorchShape.Of(formula, tensors, diagnostics);
        TorchGradient? gradient = formula is null ? null : TorchGradient.Of(single, formula);
        return diagnostics.HasErrors ? null : new TorchPlan(Form(single), Form(InDouble(single, tensors)), tensors, shape, gradient);
    }

    private static TorchForm Form(LossDeclaration declaration) => new(declaration.KernelStem, declaration);

    private static ParameterModel OnSpans(ParameterModel parameter, TorchTensors tensors)
    {
        int rank = tensors.RankOf(parameter.Name);
        if (rank == 0 && tensors.HasIndices)
            return parameter with { Kind = ParameterKind.Scalar, Container = Container.None };
        return parameter with
        {
            Element = tensors.IsIndex(parameter.Name) ? ElementType.Int64 : ElementType.Single,
            Container = rank > 1 ? Container.TensorSpan : Container.Span,
        };
    }

    private static void ReportIntegers(EquatableArray<ParameterModel> parameters, DiagnosticBag diagnostics)
    {
        foreach (ParameterModel parameter in parameters.Where(parameter => parameter is { IsMarked: true, IsFloating: false }))
            diagnostics.ReportParameter(Rules.GradientOfInteger, parameter.Name, parameter.Name, "a tensor of positions");
    }

    private static LossDeclaration Behind(LossDeclaration declaration, EquatableArray<ParameterModel> parameters, ElementType element)
    {
        string stem = declaration.Name.TrimStart('@') + (element == ElementType.Single ? "OnFloats" : "OnDoubles");
        return declaration with
        {
            Namespace = KernelLibrary.Space,
            Types = new[] { new TypeHeader("file static class", stem) }.ToEquatableArray(),
            Modifiers = "public static",
            Accessibility = "public static",
            Inheritance = EquatableArray<string>.Empty,
            InfoModifiers = declaration.InfoModifiers is null || element == ElementType.Double ? null : "public static",
            Parameters = parameters,
            Return = element,
            KernelStem = stem,
        };
    }

    /// <summary>
    /// A formula with axes that no reduction takes away is a loss per element, which binding tells. One with errors is taken for the kind as which it has
    /// fewer of them.
    /// </summary>
    private static (LossDeclaration Declaration, BoundFormula? Formula) Result(FormulaSyntax syntax, LossDeclaration reduced)
    {
        (BoundFormula? inOne, int errorsInOne) = Bind(syntax, reduced);
        if (inOne is not null)
            return (reduced, inOne);
        string name = new NameScope(reduced.Parameters.Select(parameter => parameter.Name)).Unique("loss");
        LossDeclaration each = Unreduced(reduced, name, Container.Span);
        (BoundFormula? inEach, int errorsInEach) = Bind(syntax, each);
        if (inEach is null && errorsInEach > 0 && errorsInOne <= errorsInEach)
            return (reduced, null);
        if (inEach is { Result.Axes.Count: 1 })
            return (each, inEach);
        each = Unreduced(reduced, name, Container.TensorSpan);
        return (each, Bind(syntax, each).Formula);
    }

    private static (BoundFormula? Formula, int Errors) Bind(FormulaSyntax syntax, LossDeclaration declaration)
    {
        var diagnostics = new DiagnosticBag();
        BoundFormula? formula = Binder.Bind(syntax, declaration, diagnostics, new GraphBuilder());
        return (formula, diagnostics.Items.Count(diagnostic => Rules.IsError(diagnostic.Id)));
    }

    private static LossDeclaration Unreduced(LossDeclaration reduced, string name, Container container)
    {
        var output = new ParameterModel(name, ParameterKind.Output, ElementType.Single, null, false, double.NegativeInfinity, double.PositiveInfinity) { Container = container };
        return reduced with
        {
            Return = null,
            Parameters = reduced.Parameters.Where(parameter => !parameter.IsOptional).Append(output).Concat(reduced.Parameters.Where(parameter => parameter.IsOptional)).ToEquatableArray(),
        };
    }

    private static LossDeclaration InDouble(LossDeclaration single, IReadOnlyList<TorchTensor> tensors)
    {
        EquatableArray<ParameterModel> parameters = single.Parameters
            .Select(parameter => parameter is { IsFloating: true }
                && (parameter.Kind == ParameterKind.Output || tensors.Any(tensor => tensor.Parameter.Name == parameter.Name))
                ? parameter with { Element = ElementType.Double } : parameter)
            .ToEquatableArray();
        LossDeclaration declaration = Behind(single, parameters, ElementType.Double);
        return single.Return is null ? declaration with { Return = null } : declaration;
    }
}
