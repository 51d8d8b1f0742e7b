using System.Globalization;
using System.Numerics.Tensors;
using System.Reflection;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;
using LossGen.Tests.Torch.Catalogue;
using Binder = LossGen.Generator.Binding.Binder;

namespace LossGen.Tests.Gpu.Catalogue;

/// <summary>
/// Arguments for a loss of the catalogue: what its parameters are like is read off their types and ranges, and of the axes of its formula, so that
/// a new loss needs nothing here.
/// </summary>
internal sealed class LossInputs
{
    private readonly Dictionary<string, ParameterInfo> parameters;
    private readonly BoundFormula bound;
    private readonly Dictionary<Axis, int> extents = [];

    /// <param name="loss">The declared method.</param>
    /// <param name="sizes">Extents for the axes, in the order in which the tensors name them, and for the only axis of those that have one.</param>
    public LossInputs(MethodInfo loss, (int[] Several, int One) sizes)
    {
        parameters = loss.GetParameters().ToDictionary(parameter => parameter.Name!);
        var declaration = new LossDeclaration(
            "", new Generator.Common.EquatableArray<TypeHeader>([]), "", "", loss.Name,
            loss.ReturnType == typeof(void) ? null : ElementOf(loss.ReturnType),
            new Generator.Common.EquatableArray<ParameterModel>([.. loss.GetParameters().Select(Model)]),
            loss.GetCustomAttribute<LossAttribute>()!.Formula, false, "");
        var diagnostics = new DiagnosticBag();
        bound = Binder.Bind(Parser.Parse(declaration.Formula, diagnostics), declaration, diagnostics, new GraphBuilder { Rewrites = false })!;

        // An axis that is indexed by numbers is as long as they ask for.
        foreach (IndexCheck check in bound.Checks.Where(check => check.Index.IsConstant))
            extents[check.Extent.Extent] = Math.Max(extents.GetValueOrDefault(check.Extent.Extent), (int)check.Index.Value + 1);

        // Tensors that the same windows are read of have as many positions.
        Dictionary<Axis, Axis> alike = bound.Extents.Where(source => source.Windows.Count > 0).GroupBy(source => source.Axis)
            .SelectMany(same => same.Skip(1).Select(source => (source.Windows[0].Length, same.First().Windows[0].Length))).ToDictionary();
        List<Axis> free = [.. bound.Shapes.Values.SelectMany(shape => shape).Select(axis => axis.Extent).Distinct().Where(axis => !extents.ContainsKey(axis) && !alike.ContainsKey(axis))];
        for (int i = 0; i < free.Count; i++)
            extents[free[i]] = free.Count == 1 ? sizes.One : sizes.Several[i];
        foreach ((Axis axis, Axis first) in alike)
            extents[axis] = extents[first];
    }

    /// <summary>Whether a definition refers to itself.</summary>
    public bool Recurs => GraphWalk.Reachable(bound.Result).Any(node => node.Op == Op.Recur);

    /// <summary>Whether it reads windows of its tensors.</summary>
    public bool HasWindows => bound.Extents.Any(source => source.Windows.Count > 0);

    /// <summary>The extents of a tensor.</summary>
    public int[] Lengths(string tensor) => [.. (bound.Shapes.TryGetValue(tensor, out IReadOnlyList<Axis>? shape) ? shape : bound.Result.Axes.Axes).Select(axis => extents[axis.Extent])];

    public int Count(string tensor) => Lengths(tensor).Aggregate(1, (product, length) => product * length);

    /// <summary>Numbers in the range of a parameter, or indices that lie inside of what they index; some are ignored where the loss can do that.</summary>
    public Array Draw(string tensor, Random random)
    {
        Type element = parameters[tensor].ParameterType.GetGenericArguments()[0];
        bool ignores = parameters.TryGetValue("ignoreIndex", out ParameterInfo? ignored) && tensor == "target";
        (double low, double high) = Range(parameters[tensor]);
        bool isInteger = ElementOf(element) == ElementType.Int32;
        (int from, int below) = isInteger ? Places(tensor) : default;
        double Number() => !isInteger ? low + (random.NextDouble() * (high - low))
            : ignores && random.Next(4) == 0 ? Convert.ToDouble(ignored!.DefaultValue, CultureInfo.InvariantCulture)
            : random.Next(from, below);
        var values = Array.CreateInstance(element, Count(tensor));
        for (int i = 0; i < values.Length; i++)
            values.SetValue(Convert.ChangeType(Number(), element, CultureInfo.InvariantCulture), i);
        return values;
    }

    /// <summary>The default of a scalar, or for one without a number in its range.</summary>
    public object Scalar(string name) => parameters[name] is { HasDefaultValue: true } parameter ? parameter.DefaultValue!
        : Convert.ChangeType(Range(parameters[name]).Low, parameters[name].ParameterType, CultureInfo.InvariantCulture);

    /// <summary>Arguments of the method or of a companion, whose derivatives are written over zeros.</summary>
    public Func<ParameterInfo, object> Arguments(Random random) => parameter =>
    {
        (string name, Type type) = (parameter.Name!, parameter.ParameterType);
        if (!type.IsGenericType)
        {
            return name switch
            {
                "upstream" => Convert.ChangeType(1, type, CultureInfo.InvariantCulture),
                "accumulate" => false,
                _ => Scalar(name),
            };
        }

        int[] lengths = Lengths(CatalogueMethods.Differentiated(parameter) ?? name);
        Array values = parameters.ContainsKey(name) && type.Name.StartsWith("ReadOnly", StringComparison.Ordinal)
            ? Draw(name, random)
            : Array.CreateInstance(type.GetGenericArguments()[0], lengths.Aggregate(1, (product, length) => product * length));
        return Shaped(type, values, lengths);
    };

    /// <summary>An array as a parameter takes it: a tensor where it is a span of several axes.</summary>
    public static object Shaped(Type parameter, Array values, int[] lengths) => !CatalogueCall.IsTensorSpan(parameter) ? values
        : typeof(LossInputs).GetMethod(nameof(TensorOf), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(values.GetType().GetElementType()!).Invoke(null, [values, lengths])!;

    public override string ToString() => string.Join(", ", extents.Select(pair => $"{pair.Key.Name} = {pair.Value}"));

    private static Tensor<T> TensorOf<T>(T[] values, int[] lengths) => Tensor.Create(values, [.. lengths.Select(length => (nint)length)]);

    private static (double Low, double High) Range(ParameterInfo parameter) => parameter.GetCustomAttribute<RangeAttribute>() is { } range
        ? (Math.Max(range.Minimum, -2), Math.Min(range.Maximum, 2))
        : (-2, 2);

    /// <summary>What integers lie inside of what they index, perhaps shifted, as a length less 1 does; they are classes of two where they index nothing.</summary>
    private (int From, int Below) Places(string tensor)
    {
        List<(int From, int Below)> places = [.. bound.Checks.Where(check => Boundaries.Unshifted(check.Index) is { Op: Op.Element } index && index.Name == tensor)
            .Select(check => ((int)-Boundaries.Offset(check.Index), extents[check.Extent.Extent] - (int)Boundaries.Offset(check.Index)))];
        return places.Count == 0 ? (0, 2) : (places.Max(place => place.From), places.Min(place => place.Below));
    }

    private static ParameterModel Model(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        bool isTensor = type.IsGenericType, isWritten = isTensor && !type.Name.StartsWith("ReadOnly", StringComparison.Ordinal);
        RangeAttribute? range = parameter.GetCustomAttribute<RangeAttribute>();
        return new ParameterModel(
            parameter.Name!, !isTensor ? ParameterKind.Scalar : isWritten ? ParameterKind.Output : ParameterKind.Tensor,
            ElementOf(isTensor ? type.GetGenericArguments()[0] : type), null, parameter.GetCustomAttribute<GradientAttribute>() is not null,
            range?.Minimum ?? double.NegativeInfinity, range?.Maximum ?? double.PositiveInfinity)
        {
            Container = !isTensor ? Container.None : type.Name.Contains("TensorSpan", StringComparison.Ordinal) ? Container.TensorSpan : Container.Span,
        };
    }

    private static ElementType ElementOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Single => ElementType.Single,
        TypeCode.Double => ElementType.Double,
        TypeCode.Int32 => ElementType.Int32,
        TypeCode.Int64 => ElementType.Int64,
        _ => ElementType.Byte,
    };
}
