using LossGen.Generator.Common;

namespace LossGen.Generator.Declarations;

internal enum ElementType
{
    Single,
    Double,
    Int32,
    Int64,
    Byte,

    /// <summary>A number of 16 bits, 11 of precision, computed with as a float.</summary>
    Half,

    /// <summary>The upper 16 bits of a float, 8 of precision, computed with as a float.</summary>
    BFloat16,
}

internal static class ElementTypes
{
    public static bool IsFloating(this ElementType type) => type is ElementType.Single or ElementType.Double || type.IsNarrow();

    /// <summary>Whether numbers are stored in fewer bits than they are computed in.</summary>
    public static bool IsNarrow(this ElementType type) => type is ElementType.Half or ElementType.BFloat16;

    /// <summary>The type that floating-point numbers are computed in.</summary>
    public static ElementType Computed(this ElementType type) => type.IsNarrow() ? ElementType.Single : type;
}

internal enum ParameterKind
{
    /// <summary>Floating-point numbers or integers that are read.</summary>
    Tensor,

    /// <summary>A float, a double or an int.</summary>
    Scalar,

    /// <summary>What a loss per element is written to.</summary>
    Output,

    /// <summary>A further result, marked [Output]: one number, or one per element.</summary>
    Metric,
}

/// <summary>How a parameter holds its numbers.</summary>
internal enum Container
{
    /// <summary>One number; an out parameter where it is a result.</summary>
    None,

    /// <summary>A span: row after row where it has several axes.</summary>
    Span,

    /// <summary>A tensor span, with strides.</summary>
    TensorSpan,

    /// <summary>A tensor of TorchSharp, whose element type and shape are known at run time.</summary>
    Torch,
}

/// <summary>A parameter of the declared method.</summary>
/// <param name="Name">The name without '@'.</param>
/// <param name="Kind">Its role.</param>
/// <param name="Element">The type of the scalar or of the elements.</param>
/// <param name="Default">The default value as C#; null where the parameter is required.</param>
/// <param name="IsMarked">Whether it carries [Gradient].</param>
/// <param name="Minimum">The lower end of its [Range].</param>
/// <param name="Maximum">The upper end of its [Range].</param>
internal sealed record ParameterModel(
    string Name, ParameterKind Kind, ElementType Element, string? Default, bool IsMarked, double Minimum, double Maximum)
{
    /// <summary>How it holds its numbers.</summary>
    public Container Container { get; init; } = Kind == ParameterKind.Scalar ? Container.None : Container.Span;

    public bool IsTensorSpan => Container == Container.TensorSpan;

    public bool IsFloating => Element.IsFloating();

    public bool IsTensor => Kind == ParameterKind.Tensor;

    public bool IsScalar => Kind == ParameterKind.Scalar;

    public bool IsOptional => Default is not null;
}

/// <summary>A type that the emitted file reopens: <c>partial record struct Name</c>.</summary>
internal sealed record TypeHeader(string Keyword, string Name);

/// <summary>
/// The declared method, with all that the emitted code depends on and nothing else: no symbols, no syntax, no positions, so that an edit
/// elsewhere leaves it equal to what it was.
/// </summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Types">The containing types, outermost first.</param>
/// <param name="Modifiers">The modifiers as declared, "public static partial".</param>
/// <param name="Accessibility">The modifiers for the companions, "public static".</param>
/// <param name="Name">The method's name.</param>
/// <param name="Return">The type of the reduced loss; null for a loss per element.</param>
/// <param name="Parameters">The parameters in order.</param>
/// <param name="Formula">The text of the formula.</param>
/// <param name="Hessian">Whether the second derivative was asked for.</param>
/// <param name="Documentation">The user's own XML documentation; empty where there is none.</param>
internal sealed record LossDeclaration(
    string Namespace,
    EquatableArray<TypeHeader> Types,
    string Modifiers,
    string Accessibility,
    string Name,
    ElementType? Return,
    EquatableArray<ParameterModel> Parameters,
    string Formula,
    bool Hessian,
    string Documentation)
{
    /// <summary>The type that elements are computed in: that of the tensors, or of the result where there are none.</summary>
    public ElementType Element =>
        Parameters.FirstOrDefault(p => p.Container != Container.None && p.IsFloating)?.Element.Computed() ?? Return ?? ElementType.Single;

    /// <summary>The type of a parameter's elements; gradients and the like, which are no parameters, are those of the method (<c>Companion.ElementOf</c>).</summary>
    public ElementType ElementOf(string tensor) => Parameters.FirstOrDefault(parameter => parameter.Name == tensor)?.Element ?? Element;

    /// <summary>Whether a tensor is stored in fewer bits than it is computed in.</summary>
    public bool IsNarrow => Parameters.Any(parameter => parameter.Element.IsNarrow());

    public ParameterModel? Output => Parameters.FirstOrDefault(p => p.Kind == ParameterKind.Output);

    /// <summary>The parameters to differentiate: the marked ones, or the first floating-point tensor.</summary>
    public IReadOnlyList<ParameterModel> Differentiated
    {
        get
        {
            var marked = Parameters.Where(p => p.IsMarked && p.IsFloating).ToList();
            return marked.Count > 0 ? marked : [.. Parameters.Where(p => p.IsTensor && p.IsFloating).Take(1)];
        }
    }

    /// <summary>Whether the tables of recurrences are computed again from checkpoints for the gradient, to save memory.</summary>
    public bool Checkpoints { get; init; }

    /// <summary>For each companion 'new', 'virtual', 'override' or nothing; empty where all have nothing.</summary>
    public EquatableArray<string> Inheritance { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The modifiers of the property <c>NameInfo</c>; null where there is none, since an overload before this one has it.</summary>
    public string? InfoModifiers { get; init; }

    /// <summary>Whether overloads for views of an accelerator are wanted.</summary>
    public bool HasDevice { get; init; }

    /// <summary>What its overloads for views have behind its name.</summary>
    public string DeviceSuffix { get; init; } = "";

    /// <summary>Whether the tensors are those of TorchSharp, and the loss is one of them.</summary>
    public bool IsOfTorch => Parameters.Any(parameter => parameter.Container == Container.Torch);

    /// <summary>What the names of its kernels begin with.</summary>
    public string KernelStem { get; init; } = Name.TrimStart('@');

    /// <summary>Whether it is the form for one element type that stands behind a loss of torch tensors.</summary>
    public bool IsBehindTorch => KernelStem != Name.TrimStart('@');

    /// <summary>The methods that are emitted beside this one. The gradient of a loss of torch tensors is the business of torch's autograd.</summary>
    public IReadOnlyList<CompanionSignature> Companions => IsOfTorch ? [] : CompanionSignature.Of(this);

    /// <summary>Tells this method from its overloads in a file name.</summary>
    public string Signature => string.Join("_", Parameters.Select(p => p.Kind switch
    {
        ParameterKind.Scalar => p.Element.ToString(),
        ParameterKind.Output or ParameterKind.Metric => p.Element + "Out",
        _ when p.Container == Container.Torch => "Torch",
        _ => p.Element + (p.IsTensorSpan ? "Tensor" : "s"),
    }));
}
