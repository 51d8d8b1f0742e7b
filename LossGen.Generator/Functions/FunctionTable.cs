using System.Reflection;

namespace LossGen.Generator.Functions;

/// <summary>
/// Every function of the language, one row each. The rows are spread by subject over the files FunctionTable.*.cs; adding a function
/// touches only its row. The language reference (docs/language.md) is printed from here.
/// </summary>
internal static partial class FunctionTable
{
    /// <summary>All rows, in the order of their names.</summary>
    public static IReadOnlyList<Function> All => Index.All;

    /// <summary>The names that a formula can call.</summary>
    public static IEnumerable<string> Names => Index.ByName.Keys;

    public static Function? Find(string name) => Index.ByName.TryGetValue(name, out Function? function) ? function : null;

    // A class of its own: it is initialised on first use, when all rows are.
    private static class Index
    {
        public static readonly IReadOnlyList<Function> All = [.. typeof(FunctionTable)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == typeof(Function))
            .Select(field => (Function)field.GetValue(null)!)
            .OrderBy(function => function.Name, StringComparer.Ordinal)];

        public static readonly Dictionary<string, Function> ByName =
            All.Where(function => !function.IsInternal).ToDictionary(function => function.Name, StringComparer.Ordinal);
    }
}
