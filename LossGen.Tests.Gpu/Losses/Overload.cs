using System.Globalization;
using System.Reflection;
using ILGPU.Runtime;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>An overload for views, found and called by reflection.</summary>
internal sealed class Overload(MethodInfo method)
{
    /// <summary>The type of each parameter behind the stream.</summary>
    public IReadOnlyDictionary<string, Type> Parameters { get; } =
        method.GetParameters().Skip(1).ToDictionary(parameter => parameter.Name!, parameter => parameter.ParameterType);

    /// <summary>The overloads of a name that take a stream and views.</summary>
    public static IEnumerable<Overload> All(Type type, string name) => type.GetMethods()
        .Where(method => method.Name == name && method.GetParameters() is [{ } first, ..] && first.ParameterType == typeof(AcceleratorStream))
        .Select(method => new Overload(method));

    /// <summary>Whether a parameter is a tensor: no number, and no gradient from above that is one.</summary>
    public static bool IsView(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() != typeof(Upstream<>);

    /// <summary>The type of the elements, or of the number.</summary>
    public static Type Element(Type type) => type.IsGenericType ? type.GetGenericArguments()[0] : type;

    /// <summary>Calls it and waits for it; tensors then hold what the call left there.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="argument">Gives the argument of each parameter: a tensor or a number.</param>
    public void Call(AcceleratorStream stream, Func<string, Type, object> argument)
    {
        var copies = new List<TensorArgument.DeviceCopy>();
        object Value(string name, Type type)
        {
            object value = argument(name, type);
            if (value is not TensorArgument tensor)
                return Number(value, type);
            copies.Add(tensor.CopyTo(stream, type));
            return copies[^1].View;
        }

        try
        {
            object[] arguments = [stream, .. Parameters.Select(parameter => Value(parameter.Key, parameter.Value))];
            method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            DeviceFaults.Check(stream);
            copies.ForEach(copy => copy.Read());
        }
        finally
        {
            stream.Synchronize();
            copies.ForEach(copy => copy.Dispose());
        }
    }

    private static object Number(object value, Type type)
    {
        object number = Convert.ChangeType(value, Element(type), CultureInfo.InvariantCulture);
        return type.IsGenericType ? type.GetMethod("op_Implicit", [Element(type)])!.Invoke(null, [number])! : number;
    }
}
