using System.Reflection;
using LossGen.Tests.Gpu.Losses;
using LossGen.Tests.Torch.Catalogue;

namespace LossGen.Tests.Gpu.Catalogue;

/// <summary>A method of the catalogue, declared or a companion, and its overload for views.</summary>
/// <param name="Declared">The loss.</param>
/// <param name="Method">The method for spans.</param>
/// <param name="OnDevice">The overload for views; null where there is none.</param>
internal sealed record LossOverload(MethodInfo Declared, MethodInfo Method, Overload? OnDevice)
{
    /// <summary>All methods of the catalogue for spans.</summary>
    public static IReadOnlyList<LossOverload> All { get; } =
    [
        .. CatalogueMethods.All.SelectMany(loss => CatalogueMethods.CompanionsOf(loss).Prepend(loss)
            .Select(method => new LossOverload(loss, method, Twin(loss, method)))),
    ];

    public bool HasUpstreams => Method.GetParameters().Any(parameter => parameter.Name == "upstream" && parameter.ParameterType.IsGenericType);

    public override string ToString() => $"{Declared.DeclaringType!.Name}.{Method.Name}({string.Join(", ", Method.GetParameters().Select(Shown))})";

    private static string Shown(ParameterInfo parameter) => parameter.ParameterType is { IsGenericType: true } type
        ? $"{type.Name.Split('`')[0]}<{type.GetGenericArguments()[0].Name}> {parameter.Name}"
        : parameter.Name!;

    /// <summary>The overload with the same parameters, and the place of the loss where the method returns it.</summary>
    private static Overload? Twin(MethodInfo loss, MethodInfo method)
    {
        Type type = loss.DeclaringType!;
        string suffix = method.Name[loss.Name.Length..];
        bool isEachBesideReduced = loss.ReturnType == typeof(void)
            && CatalogueMethods.All.Any(other => other.DeclaringType == type && other.Name == loss.Name && other.ReturnType != typeof(void));
        var wanted = method.GetParameters().ToDictionary(parameter => parameter.Name!, parameter => Kind(parameter.ParameterType));
        if (method.ReturnType != typeof(void))
            wanted.Add("loss", Kind(typeof(Span<>).MakeGenericType(method.ReturnType)));
        return Overload.All(type, loss.Name + (isEachBesideReduced ? "Each" : "") + suffix).SingleOrDefault(overload =>
            overload.Parameters.Count == wanted.Count && overload.Parameters.All(parameter => wanted.GetValueOrDefault(parameter.Key) == Kind(parameter.Value)));
    }

    /// <summary>The type of a number, or that of the elements of a span or view.</summary>
    private static (bool IsTensor, Type Of) Kind(Type type) => (Overload.IsView(type), Overload.Element(type));
}
