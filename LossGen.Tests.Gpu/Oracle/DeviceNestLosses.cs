using ILGPU.Runtime;
using LossGen.Tests.Gpu.Losses;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Gpu.Oracle;

/// <summary>Formulas over several axes, by their overloads for views.</summary>
internal sealed class DeviceNestLosses(Type losses, AcceleratorStream stream) : INestLosses
{
    private readonly Dictionary<string, Overload> overloads = [];

    /// <summary>The last dimension of ILGPU's views is dense.</summary>
    public IReadOnlyList<NestLayout> Layouts { get; } = [NestLayout.Sliced];

    /// <summary>Where rows are aligned, threads take four elements at a time.</summary>
    public bool HasOneOrder => false;

    public void Call(string method, IDictionary<string, object> arguments)
    {
        var numbers = new Dictionary<string, Array>();
        Find(method).Call(stream, (name, type) =>
        {
            object? argument = arguments.TryGetValue(name == "upstream" && Overload.IsView(type) ? "upstreams" : name, out object? given) ? given : null;
            if (argument is object[] tensor)
                return new TensorArgument((Array)tensor[0], (int)tensor[1], (nint[])tensor[2], (nint[])tensor[3]);
            if (!Overload.IsView(type))
                return argument!;
            numbers[name] = Array.CreateInstance(Overload.Element(type), 1);
            return TensorArgument.Dense(numbers[name], 1);
        });
        foreach ((string name, Array number) in numbers)
            arguments[name == "loss" ? "" : name] = Elements.Number(number.GetValue(0)!);
    }

    private Overload Find(string method)
    {
        if (overloads.TryGetValue(method, out Overload? found))
            return found;
        bool isEach = method.EndsWith("Each", StringComparison.Ordinal);
        string name = isEach ? method[..^"Each".Length] + "WithGradient" : method;
        return overloads[method] = Overload.All(losses, name)
            .Single(overload => !overload.Parameters.TryGetValue("upstream", out Type? upstream) || Overload.IsView(upstream) == isEach);
    }
}
