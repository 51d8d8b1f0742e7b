using LossGen.Generator.Functions;

namespace LossGen.Generator.Binding;

/// <summary>The names that a formula can call: functions, reductions and size.</summary>
internal static class Callables
{
    public const string Size = "size";

    public static IEnumerable<string> Names => FunctionTable.Names.Concat(ReductionTable.All.Select(row => row.Name))
        .Concat(AxisFunctionTable.All.Select(row => row.Name)).Append(Size);

    public static bool Contains(string name) => FunctionTable.Find(name) is not null || ReductionTable.Find(name) is not null
        || AxisFunctionTable.Find(name) is not null || name == Size;
}
