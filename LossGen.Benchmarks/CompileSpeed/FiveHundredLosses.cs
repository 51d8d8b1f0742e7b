using System.Globalization;
using System.Numerics.Tensors;
using System.Reflection;
using System.Text;
using LossGen.Tests.Torch.Catalogue;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Benchmarks.CompileSpeed;

/// <summary>
/// A project of 500 losses: those of the catalogue with floats, in turn, each multiplied by another number, so that no two are the same. Losses of
/// elements, rows, pairs, products of matrices and recurrences are as frequent as they are there.
/// </summary>
internal static class FiveHundredLosses
{
    public const int Count = 500, PerFile = 10, Files = Count / PerFile;

    private static readonly MethodInfo[] Sources =
    [
        .. CatalogueMethods.All.Where(method => CatalogueMethods.HasElement<float>(method) && CatalogueMethods.ReductionOf(method) != CatalogueReduction.Sum),
    ];

    public static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp13);

    /// <summary>The texts of the files.</summary>
    public static IEnumerable<string> Texts => Enumerable.Range(0, Files).Select(file => Text(file, edit: 0));

    /// <summary>What the project needs beside the platform: the runtime, and with <paramref name="hasDevices"/> that of devices.</summary>
    public static IEnumerable<string> References(bool hasDevices)
    {
        string folder = AppContext.BaseDirectory;
        string[] names = ["LossGen.Runtime.dll", "System.Numerics.Tensors.dll"], devices = ["LossGen.Gpu.dll", "ILGPU.dll", "ILGPU.Algorithms.dll"];
        return names.Concat(hasDevices ? devices : []).Select(name => Path.Combine(folder, name));
    }

    /// <summary>The project as the compiler sees it before the generator runs.</summary>
    public static CSharpCompilation Compilation(bool hasDevices) => CSharpCompilation.Create(
        nameof(FiveHundredLosses),
        Enumerable.Range(0, Files).Select(file => Tree(file, edit: 0)),
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && name.StartsWith("System.", StringComparison.Ordinal) && name != "System.Numerics.Tensors.dll")
            .Concat(References(hasDevices))
            .Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A file; an edit changes the number in its first formula, as a keystroke does.</summary>
    public static SyntaxTree Tree(int file, int edit) => CSharpSyntaxTree.ParseText(Text(file, edit), Options, $"Losses{file}.cs", Encoding.UTF8);

    private static string Text(int file, int edit)
    {
        var text = new StringBuilder("using System;\nusing System.Numerics.Tensors;\nusing LossGen;\n\npublic static partial class Losses\n{\n");
        for (int number = file * PerFile; number < (file + 1) * PerFile; number++)
        {
            MethodInfo source = Sources[number % Sources.Length];
            double factor = 1.5 + number + (number % PerFile == 0 ? edit / 1024.0 : 0);
            string hessian = source.GetCustomAttribute<LossAttribute>()!.Hessian ? ", Hessian = true" : "";
            text.Append(CultureInfo.InvariantCulture, $"    /// <summary>{source.Name}, number {number}.</summary>\n")
                .Append(CultureInfo.InvariantCulture, $"    [Loss({Literal(Scaled(source, factor))}{hessian})]\n")
                .Append(CultureInfo.InvariantCulture, $"    public static partial {Keyword(source.ReturnType)} {source.Name}{number}(")
                .AppendJoin(", ", source.GetParameters().Select(Parameter)).Append(");\n\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The formula times a number; its definitions stay as they are.</summary>
    private static string Scaled(MethodInfo source, double factor)
    {
        string formula = source.GetCustomAttribute<LossAttribute>()!.Formula;
        int where = formula.IndexOf("where", StringComparison.Ordinal);
        (string head, string definitions) = where < 0 ? (formula, "") : (formula[..where], formula[where..]);
        return string.Create(CultureInfo.InvariantCulture, $"{factor:R} * ({head.Trim()}) {definitions}");
    }

    private static string Parameter(ParameterInfo parameter)
    {
        string gradient = parameter.GetCustomAttribute<GradientAttribute>() is null ? "" : "[Gradient] ";
        string range = parameter.GetCustomAttribute<RangeAttribute>() is not { } bounds ? ""
            : string.Create(CultureInfo.InvariantCulture, $"[Range({Bound(bounds.Minimum)}, {Bound(bounds.Maximum)})] ");
        string value = !parameter.HasDefaultValue ? ""
            : string.Create(CultureInfo.InvariantCulture, $" = {parameter.DefaultValue}{(parameter.ParameterType == typeof(float) ? "f" : "")}");
        return $"{gradient}{range}{Keyword(parameter.ParameterType)} {parameter.Name}{value}";
    }

    private static string Bound(double bound) => double.IsPositiveInfinity(bound) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(bound) ? "double.NegativeInfinity"
        : bound.ToString("R", CultureInfo.InvariantCulture);

    private static string Keyword(Type type) => type switch
    {
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{Keyword(type.GetGenericArguments()[0])}>",
        _ when type == typeof(void) => "void",
        _ when type == typeof(float) => "float",
        _ when type == typeof(int) => "int",
        _ => type.Name,
    };

    private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
