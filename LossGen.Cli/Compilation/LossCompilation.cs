using System.Collections.Immutable;
using System.Runtime.Loader;
using LossGen.Generator;
using LossGen.Generator.Binding;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LossGen.Cli.Compilation;

/// <summary>A source that went through the generator and the compiler.</summary>
internal sealed class LossCompilation
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "LossGen.Runtime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly CSharpCompilation output;

    private LossCompilation(LossSource source, string? name)
    {
        Source = source;
        CSharpCompilation input = CSharpCompilation.Create(
            "Explained", [CSharpSyntaxTree.ParseText(source.Text, Options, "Losses.cs", System.Text.Encoding.UTF8)], References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        GeneratorRunResult result = CSharpGeneratorDriver
            .Create([new LossGenerator().AsSourceGenerator()], parseOptions: Options,
                driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true))
            .RunGeneratorsAndUpdateCompilation(input, out Microsoft.CodeAnalysis.Compilation compiled, out _)
            .GetRunResult().Results[0];
        output = (CSharpCompilation)compiled;
        IEnumerable<Diagnostic> errors = output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (result.TrackedSteps.TryGetValue(LossGenerator.ModelsStep, out ImmutableArray<IncrementalGeneratorRunStep> models))
        {
            Declaration = models.SelectMany(step => step.Outputs).Select(model => model.Value).OfType<LossDeclaration>()
                .FirstOrDefault(declaration => name is null || declaration.Name == name);
        }

        Diagnostics = [.. result.Diagnostics.Where(IsAbout).Concat(result.Diagnostics.Any(IsError) ? [] : errors).OrderByDescending(diagnostic => diagnostic.Severity)];
        if (Declaration is null || HasErrors)
            return;
        Formula = Binder.Bind(Parser.Parse(Declaration.Formula, new DiagnosticBag()), Declaration, new DiagnosticBag(), new GraphBuilder());
        string file = LossFiles.Name(Declaration);
        Emitted = result.GeneratedSources.Where(generated => generated.HintName == file).Select(generated => generated.SyntaxTree).FirstOrDefault();
    }

    public LossSource Source { get; }

    /// <summary>What the generator has to say of the loss, all errors, and the errors of the compiler where the generator has none; errors first.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    public bool HasErrors => Diagnostics.Any(IsError) || Declaration is null;

    /// <summary>The loss as declared; null where there is none or its declaration has errors.</summary>
    public LossDeclaration? Declaration { get; }

    /// <summary>The formula with every name resolved; null after errors.</summary>
    public BoundFormula? Formula { get; }

    /// <summary>The emitted file; null after errors.</summary>
    public SyntaxTree? Emitted { get; }

    /// <summary>Compiles a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="name">Which of its losses is explained; the first where it is null.</param>
    public static LossCompilation Of(LossSource source, string? name) => new(source, name);

    /// <summary>What a node of the emitted file means.</summary>
    public SemanticModel Model => output.GetSemanticModel(Emitted!);

    /// <summary>The assembly, with another file beside the loss; null where that cannot call it, since it is private or needs an instance.</summary>
    public System.Reflection.Assembly? Load(string beside)
    {
        using var stream = new MemoryStream();
        CSharpCompilation complete = output.AddSyntaxTrees(CSharpSyntaxTree.ParseText(beside, Options, "Evaluation.cs", System.Text.Encoding.UTF8));
        if (!complete.Emit(stream).Success)
            return null;
        stream.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(stream);
    }

    /// <summary>Beside the place in the formula, a diagnostic has those of the methods that the formula belongs to.</summary>
    private bool IsAbout(Diagnostic diagnostic) => IsError(diagnostic) || Declaration is null || diagnostic.AdditionalLocations.Count == 0
        || diagnostic.AdditionalLocations.Any(method => method.SourceTree?.GetText().ToString(method.SourceSpan) == Declaration.Name);

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
