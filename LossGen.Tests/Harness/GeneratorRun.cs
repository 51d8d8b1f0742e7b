using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Tests.Harness;

/// <summary>A source text run through the real generator and the real compiler.</summary>
internal sealed class GeneratorRun
{
    /// <summary>What a project of a user references.</summary>
    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(LossAttribute).Assembly.Location),
    ];

    private readonly Compilation output;

    private GeneratorRun(string source, LanguageVersion version, IReadOnlyList<string> others, IEnumerable<Assembly> references)
    {
        var options = new CSharpParseOptions(version, DocumentationMode.Diagnose);
        CSharpCompilation compilation = Compile([Parse(source, "Losses.cs"), .. others.Select((other, i) => Parse(other, $"Other{i}.cs"))])
            .AddReferences(references.Select(reference => MetadataReference.CreateFromFile(reference.Location)));
        GeneratorDriver driver = NewDriver(options).RunGeneratorsAndUpdateCompilation(compilation, out output, out _);
        GeneratorDriverRunResult result = driver.GetRunResult();
        Exception = result.Results.Select(r => r.Exception).FirstOrDefault(e => e is not null);
        Diagnostics = result.Diagnostics;
        Files = [.. result.Results.SelectMany(r => r.GeneratedSources).Select(file => file.SourceText.ToString())];
        Source = source;

        SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, options, path, System.Text.Encoding.UTF8);
    }

    public string Source { get; }

    /// <summary>What the generator threw; it never should.</summary>
    public Exception? Exception { get; }

    /// <summary>The generator's diagnostics.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>The emitted files.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>
    /// What the compiler says of the user's file and the emitted files together, warnings included (save that the user's own file lacks
    /// documentation).
    /// </summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics => [.. output.GetDiagnostics()
        .Where(d => d.Severity >= DiagnosticSeverity.Warning && (d.Id != "CS1591" || d.Location.SourceTree?.FilePath != "Losses.cs"))];

    public static GeneratorRun Of(string source, LanguageVersion version = LanguageVersion.CSharp14) => new(source, version, [], []);

    /// <summary>A source with other files beside it.</summary>
    public static GeneratorRun OfFiles(string source, params string[] others) => new(source, LanguageVersion.CSharp14, others, []);

    /// <summary>A source of a project that references other assemblies too.</summary>
    public static GeneratorRun OfReferencing(string source, params IEnumerable<Assembly> references) => OfReferencing(source, LanguageVersion.CSharp14, references);

    public static GeneratorRun OfReferencing(string source, LanguageVersion version, IEnumerable<Assembly> references) => new(source, version, [], references);

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
    public string Underlined(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan) ?? "";

    /// <summary>The compiled assembly, loaded, of a source in which the generator finds no error.</summary>
    public Assembly LoadWithoutErrors()
    {
        Assert.Null(Exception);
        List<string> errors = [.. Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => $"{d} {Underlined(d)}")];
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        return Load();
    }

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
