using System.Numerics;
using System.Reflection;
using LossGen.Losses;

namespace LossGen.Tests.Torch.Catalogue;

/// <summary>The methods of the catalogue, as reflection finds them.</summary>
internal static class CatalogueMethods
{
    /// <summary>Gets all losses: their declared methods, not their companions.</summary>
    public static IReadOnlyList<MethodInfo> All { get; } =
    [
        .. typeof(LossCatalogue).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<LossAttribute>() is not null),
    ];

    public static IEnumerable<MethodInfo> Of(Type type, string name) =>
        All.Where(method => method.DeclaringType == type && (method.Name == name || method.Name == name + "Sum"));

    public static bool HasElement<T>(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.ParameterType.GenericTypeArguments is [var element] && element == typeof(T));

    public static CatalogueReduction ReductionOf(MethodInfo method) =>
        method.ReturnType == typeof(void) ? CatalogueReduction.None
        : method.Name.EndsWith("Sum", StringComparison.Ordinal) ? CatalogueReduction.Sum
        : CatalogueReduction.Mean;

    /// <summary>The methods that compute the derivatives of a loss too.</summary>
    public static IEnumerable<MethodInfo> CompanionsOf(MethodInfo method) =>
        method.DeclaringType!.GetMethods().Where(other =>
            (other.Name == method.Name + "WithGradient" || other.Name == method.Name + "WithGradientAndHessian")
            && other.ReturnType == method.ReturnType && other.GetParameters()[0].Name == method.GetParameters()[0].Name && Has(other, method.GetParameters()));

    /// <summary>The input that a parameter of a companion is a derivative by; null where it is none.</summary>
    public static string? Differentiated(ParameterInfo parameter)
    {
        string name = parameter.Name!;
        bool isDerivative = name.StartsWith("grad", StringComparison.Ordinal) || name.StartsWith("hess", StringComparison.Ordinal);
        return isDerivative && name.Length > 4 && char.IsUpper(name[4]) ? char.ToLowerInvariant(name[4]) + name[5..] : null;
    }

    private static bool Has(MethodInfo companion, ParameterInfo[] parameters)
    {
        var types = companion.GetParameters().ToDictionary(parameter => parameter.Name!, parameter => parameter.ParameterType);
        return parameters.All(parameter => types.GetValueOrDefault(parameter.Name!) == parameter.ParameterType);
    }
}
