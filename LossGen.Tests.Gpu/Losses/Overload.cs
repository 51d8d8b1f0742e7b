using System.Globalization;
using System.Reflection;
using ILGPU.Runtime;
using LossGen.Gpu;

namespace LossGen.Tests.Gpu.Losses;

/// <summary>An overload for views, found and called by reflection.</summary>
internal sealed class Overload(MethodInfo method)
{
    private readonly ParameterInfo[] parameters = method.GetParameters();

    /// <summary>The overloads of a name that take a stream and views.</summary>
    public static IEnumerable<Overload> All(Type type, string name) => type.GetMethods()
        .Where(method => method.Name == name && method.GetParameters() is [{ } first, ..] && first.ParameterType == typeof(AcceleratorStream))
        .Select(method => new Overload(method));

    /// <summary>The type of each parameter behind the stream.</summary>
    public IReadOnlyDictionary<string, Type> Parameters { get; } =
        method.GetParameters().Skip(1).ToDictionary(parameter => parameter.Name!, parameter => parameter.ParameterType);

    public static bool IsView(Type type) => type.IsGenericType;

    public static Type Element(Type view) => view.GetGenericArguments()[0];

    private bool first = true; public static double FirstMs, LaterMs; public static int FirstN, LaterN;

    /// <summary>Calls it and waits for it. What stands in tensors is what the call left there.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="argument">Gives the argument of each parameter: a tensor or a number.</param>
    public void Call(AcceleratorStream stream, Func<string, Type, object> argument)
    {
        var w = System.Diagnostics.Stopwatch.StartNew();
        var copies = new List<HostTensor.OnDeviceCopy>();
        try
        {
            object Value(string name, Type type)
            {
                if (argument(name, type) is not HostTensor tensor)
                    return Convert.ChangeType(argument(name, type), type, CultureInfo.InvariantCulture);
                copies.Add(tensor.CopyTo(stream, type));
                return copies[^1].View;
            }

            object[] arguments = [stream, .. parameters.Skip(1).Select(parameter => Value(parameter.Name!, parameter.ParameterType))];
            method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            DeviceFaults.Check(stream);
            copies.ForEach(copy => copy.Read());
        }
        finally
        {
            stream.Synchronize();
            copies.ForEach(copy => copy.Dispose());
            if (first) { FirstMs += w.Elapsed.TotalMilliseconds; FirstN++; } else { LaterMs += w.Elapsed.TotalMilliseconds; LaterN++; }
            first = false;
        }
    }
}
