using System.Globalization;
using System.Reflection;
using LossGen.Losses;

namespace LossGen.Sample.Gallery;

/// <summary>The methods of a loss as C#.</summary>
internal sealed class Signatures
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(byte)] = "byte",
        [typeof(bool)] = "bool",
    };

    private readonly string name;
    private readonly Dictionary<string, MethodInfo[]> methods;

    public Signatures(LossEntry entry)
    {
        Assembly assembly = typeof(LossCatalogue).Assembly;
        Type family = assembly.GetType($"{typeof(LossCatalogue).Namespace}.{entry.Task}", throwOnError: true)!;
        name = entry.Name;
        methods = family.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => !method.GetParameters().Any(IsOfDevice))
            .GroupBy(method => method.Name).ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The method and its companion with gradients, in float.</summary>
    public IEnumerable<string> Main => new[] { name, name + "WithGradient" }.Select(FirstOf).OfType<MethodInfo>().Select(Text);

    /// <summary>What else there is, in words.</summary>
    public string Others
    {
        get
        {
            List<string> others = [];
            if (methods.GetValueOrDefault(name)?.Any(IsDouble) == true)
                others.Add("the same for double");
            if (methods.ContainsKey(name + "Sum"))
                others.Add($"{name}Sum with the sum in place of the mean");
            bool isPerElement = methods.GetValueOrDefault(name)?.Any(method => method.GetParameters().Any(IsPerElement)) == true;
            if (isPerElement && FirstOf(name)!.ReturnType != typeof(void))
                others.Add("an overload that writes the loss of each element or row");
            return others.Count == 0 ? "" : $"Also: {string.Join("; ", others)}.";
        }
    }

    private MethodInfo? FirstOf(string method) => methods.GetValueOrDefault(method)?.Where(overload => !IsDouble(overload))
        .OrderBy(overload => overload.ReturnType == typeof(void)).ThenBy(overload => overload.GetParameters().Length).FirstOrDefault();

    private static bool IsDouble(MethodInfo method) => method.ReturnType == typeof(double)
        || method.GetParameters().Any(parameter => parameter.ParameterType.GetGenericArguments().Contains(typeof(double)));

    /// <summary>The overloads for devices take a device or arrays on one.</summary>
    private static bool IsOfDevice(ParameterInfo parameter) =>
        parameter.ParameterType.Assembly != typeof(object).Assembly && !parameter.ParameterType.Name.Contains("TensorSpan", StringComparison.Ordinal);

    private static bool IsPerElement(ParameterInfo parameter) => parameter.ParameterType.Name is "Span`1" or "TensorSpan`1";

    private static string Text(MethodInfo method)
    {
        string[] parameters = [.. method.GetParameters().Select(Text)];
        string head = $"public static {TypeName(method.ReturnType)} {method.Name}(", line = $"{head}{string.Join(", ", parameters)});";
        return line.Length <= 90 ? line : $"{head}\n    {string.Join(",\n    ", parameters)});";
    }

    private static string Text(ParameterInfo parameter)
    {
        string type = (parameter.IsOut ? "out " : "") + TypeName(parameter.ParameterType);
        return parameter.HasDefaultValue ? $"{type} {parameter.Name} = {Default(parameter)}" : $"{type} {parameter.Name}";
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        float value => value.ToString("R", CultureInfo.InvariantCulture).Replace("E-0", "e-", StringComparison.Ordinal)
            + (float.IsInteger(value) ? "" : "f"),
        bool value => value ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => "default",
    };

    private static string TypeName(Type type)
    {
        if (type.IsByRef)
            return TypeName(type.GetElementType()!);
        if (!type.IsGenericType)
            return Keywords.GetValueOrDefault(type, type.Name);
        return $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>";
    }
}
