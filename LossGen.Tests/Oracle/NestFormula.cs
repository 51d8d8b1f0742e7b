using System.Text.RegularExpressions;
using LossGen.Generator.Declarations;

namespace LossGen.Tests.Oracle;

/// <summary>
/// A formula over several axes and the parameters it is declared with, written short:
/// <c>z[n, c]*; int y[n] &lt; c; int ignore = -100; out accuracy; -> loss[n]</c>. A star marks what is differentiated, a tensor of several axes
/// is a tensor span unless it is <c>flat</c>, one of a single axis is a span unless it is a <c>tensor</c>; <c>pos</c> draws from 0.1 to 1.1,
/// <c>size c</c> is the int parameter that states an extent.
/// </summary>
internal sealed partial class NestFormula
{
    public NestFormula(string text, string signature)
    {
        Text = text;
        Parameters = [.. signature.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
        Axes = [.. Parameters.SelectMany(parameter => parameter.Axes).Concat(Parameters.Where(p => p.IsExtent).Select(p => p.Name))
            .Where(axis => !char.IsDigit(axis[0])).Distinct()];
    }

    private NestFormula(NestFormula other)
    {
        Text = other.Text;
        HasDevice = other.HasDevice;
        Parameters = other.Parameters;
        Axes = other.Axes;
    }

    public string Text { get; }

    /// <summary>Whether devices have loops for it; where they have none, the loss is computed on the CPU only.</summary>
    public bool HasDevice { get; init; } = true;

    /// <summary>Whether its gradient takes the memory of checkpoints.</summary>
    public bool Checkpoints { get; private init; }

    public IReadOnlyList<NestParameter> Parameters { get; }

    /// <summary>The axes whose extents are drawn.</summary>
    public IReadOnlyList<string> Axes { get; }

    /// <summary>The output of a loss per element; null where the loss is one number.</summary>
    public NestParameter? Output => Parameters.FirstOrDefault(parameter => parameter.Kind == ParameterKind.Output);

    public IEnumerable<NestParameter> Tensors => Parameters.Where(parameter => parameter.Kind == ParameterKind.Tensor);

    public IEnumerable<NestParameter> Scalars => Parameters.Where(parameter => parameter.Kind == ParameterKind.Scalar);

    public IEnumerable<NestParameter> Metrics => Parameters.Where(parameter => parameter.Kind == ParameterKind.Metric);

    /// <summary>What is differentiated: what is marked, or the first tensor of floating-point numbers.</summary>
    public IReadOnlyList<NestParameter> Differentiated
    {
        get
        {
            List<NestParameter> marked = [.. Parameters.Where(parameter => parameter.IsMarked)];
            return marked.Count > 0 ? marked : [.. Tensors.Where(parameter => parameter.IsFloating).Take(1)];
        }
    }

    /// <summary>The same with a gradient that takes the memory of checkpoints.</summary>
    public NestFormula WithCheckpoints() => new(this) { Checkpoints = true };

    /// <summary>The declaration as C#, with elements of a type.</summary>
    public string Declare(NestType type, string name) =>
        $"[Loss(@\"{Text}\"{(Checkpoints ? ", Checkpoints = true" : "")})] public static partial {(Output is null ? type.Computed : "void")} {name}({string.Join(", ", Parameters.Select(p => p.Declare(type)))});\n";

    public LossDeclaration Declaration() => new(
        "", new Generator.Common.EquatableArray<TypeHeader>([]), "", "", "Loss", Output is null ? ElementType.Double : null,
        new Generator.Common.EquatableArray<ParameterModel>([.. Parameters.Select(parameter => parameter.Model())]), Text, false, "");

    public override string ToString() => Text;

    private static NestParameter Parse(string text)
    {
        Match match = Parameter().Match(text);
        Assert.True(match.Success, $"'{text}' is no parameter");
        string Group(string name) => match.Groups[name].Value;
        string[] axes = Group("axes").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        ElementType element = Group("type") switch
        {
            "int" or "size" => ElementType.Int32,
            "long" => ElementType.Int64,
            "byte" => ElementType.Byte,
            _ => ElementType.Double,
        };
        ParameterKind kind = Group("role") == "->" ? ParameterKind.Output
            : Group("role") == "out" ? ParameterKind.Metric
            : axes.Length == 0 ? ParameterKind.Scalar
            : ParameterKind.Tensor;
        Container container = axes.Length == 0 ? Container.None
            : Group("form") == "tensor" || (axes.Length > 1 && Group("form") != "flat" && kind == ParameterKind.Tensor) ? Container.TensorSpan
            : Container.Span;
        return new NestParameter(Group("name"), kind, element, container, axes)
        {
            IsMarked = Group("star").Length > 0,
            IsExtent = Group("type") == "size",
            IsPositive = Group("pos").Length > 0,
            Bound = match.Groups["bound"].Success ? Group("bound") : null,
            Value = match.Groups["value"].Success ? double.Parse(Group("value"), System.Globalization.CultureInfo.InvariantCulture) : 0,
        };
    }

    [GeneratedRegex(
        @"^((?<role>->|out) )?((?<form>flat|tensor) )?((?<type>int|long|byte|size) )?(?<name>\w+)(\[(?<axes>[^\]]*)\])?(?<star>\*)?(?<pos> pos)?( < (?<bound>\w+))?( = (?<value>\S+))?$")]
    private static partial Regex Parameter();
}

/// <summary>A parameter of a <see cref="NestFormula"/>.</summary>
internal sealed record NestParameter(string Name, ParameterKind Kind, ElementType Element, Container Container, IReadOnlyList<string> Axes)
{
    public bool IsMarked { get; init; }

    /// <summary>Whether it states an extent.</summary>
    public bool IsExtent { get; init; }

    public bool IsPositive { get; init; }

    /// <summary>The axis or number that its integers stay below.</summary>
    public string? Bound { get; init; }

    /// <summary>The value of a scalar.</summary>
    public double Value { get; init; }

    public bool IsFloating => Element == ElementType.Double;

    public string Gradient => "grad" + char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>The type of its elements as C#; a number is of the type that is computed in.</summary>
    public string Keyword(NestType type) => !IsFloating ? CSharpTypes.Keyword(Element) : Container == Container.None ? type.Computed : type.Stored;

    public string Declare(NestType type)
    {
        string element = Keyword(type), prefix = IsMarked ? "[Gradient] " : Kind == ParameterKind.Metric ? "[Output] " : "";
        string access = Kind is ParameterKind.Output or ParameterKind.Metric ? "" : "ReadOnly";
        return prefix + (Container switch
        {
            Container.None => $"{(Kind == ParameterKind.Metric ? "out " : "")}{element} {Name}",
            Container.Span => $"{access}Span<{element}> {Name}",
            _ => $"{access}TensorSpan<{element}> {Name}",
        });
    }

    /// <summary>The argument of a call as C#, taken out of the dictionary <c>a</c>.</summary>
    public string Argument(NestType type)
    {
        string element = Keyword(type), write = Kind is ParameterKind.Output or ParameterKind.Metric ? "Out" : "In";
        return $"{Name}: " + (Container switch
        {
            Container.None when Kind == ParameterKind.Metric => $"out {element} {Name}Out",
            Container.None => $"({element})(double)a[\"{Name}\"]",
            Container.Span => $"{write}<{element}>(a, \"{Name}\")",
            _ => $"{write}Tensor<{element}>(a, \"{Name}\")",
        });
    }

    /// <summary>The argument for the gradient by this parameter.</summary>
    public string GradientArgument(NestType type) => $"{Gradient}: " + (Container switch
    {
        Container.None => $"out {type.Computed} {Gradient}Out",
        Container.Span => $"Out<{type.Stored}>(a, \"{Gradient}\")",
        _ => $"OutTensor<{type.Stored}>(a, \"{Gradient}\")",
    });

    public ParameterModel Model() => new(Name, Kind, Element, null, IsMarked, double.NegativeInfinity, double.PositiveInfinity) { Container = Container };
}
