using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Harness;

/// <summary>A source text run through the real generator and the real compiler.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location),
    ];

    private readonly Compilation output;

    private GeneratorRun(string source, LanguageVersion version)
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        CSharpCompilation compilation = Compile(CSharpSyntaxTree.ParseText(source, options, path: "Losses.cs", encoding: System.Text.Encoding.UTF8));
        GeneratorDriver driver = NewDriver(options).RunGeneratorsAndUpdateCompilation(compilation, out output, out _);
        GeneratorDriverRunResult result = driver.GetRunResult();
        Exception = result.Results.Select(r => r.Exception).FirstOrDefault(e => e is not null);
        Diagnostics = result.Diagnostics;
        Files = [.. result.Results.SelectMany(r => r.GeneratedSources).Select(file => file.SourceText.ToString())];
        Source = source;
    }

    public string Source { get; }

    /// <summary>What the generator threw; it never should.</summary>
    public Exception? Exception { get; }

    /// <summary>The generator's diagnostics.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The emitted files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>What the compiler says of the user's file and the emitted files together, warnings included.</summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics =>
        [.. output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)];

    public static GeneratorRun Of(string source, LanguageVersion version = LanguageVersion.CSharp14) => new(source, version);

    /// <summary>A loss in a class of its own; <paramref name="formula"/> becomes a verbatim string.</summary>
    public static GeneratorRun OfFormula(string formula, string parameters, string returns = "float", string options = "") =>
        Of(Declaration(formula, parameters, returns, options));

    public static string Declaration(string formula, string parameters, string returns = "float", string options = "", string name = "Loss") => $$"""
        using System;
        using LossGen;

        public static partial class Losses
        {
            [Loss(@"{{formula.Replace("\"", "\"\"", StringComparison.Ordinal)}}"{{options}})]
            public static partial {{returns}} {{name}}({{parameters}});
        }
        """;

    public static CSharpCompilation Compile(params SyntaxTree[] trees) => CSharpCompilation.Create(
        "Generated" + Guid.NewGuid().ToString("N"), trees, References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, checkOverflow: true,
            optimizationLevel: OptimizationLevel.Release));

    public static CSharpGeneratorDriver NewDriver(CSharpParseOptions options) => CSharpGeneratorDriver.Create(
        [new Generator.LossGenerator().AsSourceGenerator()],
        parseOptions: options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The source that a diagnostic underlines.</summary>
    public string Underlined(Diagnostic diagnostic) => Source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length);

    /// <summary>The compiled assembly, loaded.</summary>
    public Assembly Load()
    {
        using var stream = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = output.Emit(stream);
        Assert.True(emitted.Success, string.Join(Environment.NewLine, emitted.Diagnostics.Take(10).Select(d => d.ToString())) + Environment.NewLine + string.Join(Environment.NewLine, Files));
        stream.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: false).LoadFromStream(stream);
    }
}
