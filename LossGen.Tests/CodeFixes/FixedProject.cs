using System.Collections.Immutable;
using System.Reflection;
using LossGen.CodeFixes;
using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Tests.CodeFixes;

/// <summary>A project in an editor: its files, the diagnostics of the generator, and the actions that the code fixes offer for them.</summary>
internal sealed class FixedProject
{
    private static readonly IReadOnlyList<CodeFixProvider> Providers = [.. typeof(FormulaCodeFix).Assembly.GetTypes()
        .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
        .Select(type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    private readonly Solution solution;
    private readonly Compilation output;

    private FixedProject(Solution solution)
    {
        this.solution = solution;
        var options = (CSharpParseOptions)Project.ParseOptions!;
        GeneratorDriver driver = GeneratorRun.NewDriver(options)
            .RunGeneratorsAndUpdateCompilation(Project.GetCompilationAsync().Result!, out output, out _);
        Diagnostics = driver.GetRunResult().Diagnostics;
    }

    /// <summary>The generator's diagnostics.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>What the compiler says of the files and what is emitted for them.</summary>
    public IEnumerable<Diagnostic> CompilerErrors => output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private Project Project => solution.Projects.Single();

    public static FixedProject Of(params string[] files)
    {
        ProjectInfo info = ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Losses", "Losses", LanguageNames.CSharp,
            compilationOptions: GeneratorRun.Compile().Options, parseOptions: new CSharpParseOptions(LanguageVersion.CSharp14), metadataReferences: GeneratorRun.References);
        Solution solution = new AdhocWorkspace().AddProject(info).Solution;
        for (int i = 0; i < files.Length; i++)
            solution = solution.AddDocument(DocumentId.CreateNewId(info.Id), $"File{i}.cs", SourceText.From(files[i]), filePath: $"File{i}.cs");
        return new FixedProject(solution);
    }

    /// <summary>The text of a file.</summary>
    public string Text(int file = 0) => Project.Documents.Single(document => document.Name == $"File{file}.cs").GetTextAsync().Result.ToString();

    /// <summary>What is offered for the diagnostics of an id, or for all.</summary>
    public IReadOnlyList<(Diagnostic Diagnostic, CodeAction Action)> Offers(string? id = null, CodeFixProvider? by = null)
    {
        var offers = new List<(Diagnostic, CodeAction)>();
        foreach (Diagnostic diagnostic in Diagnostics.Where(diagnostic => id is null || diagnostic.Id == id))
        {
            if (solution.GetDocument(diagnostic.Location.SourceTree) is not { } document)
                continue;
            foreach (CodeFixProvider provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id) && provider == (by ?? provider)))
                provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => offers.Add((diagnostic, action)), default)).Wait();
        }

        return offers;
    }

    /// <summary>What is offered at a place in the first file without a diagnostic, which is where <paramref name="at"/> stands.</summary>
    public IReadOnlyList<CodeAction> Refactorings(string at)
    {
        var offers = new List<CodeAction>();
        var span = new TextSpan(Text().IndexOf(at, StringComparison.Ordinal), 0);
        var context = new CodeRefactoringContext(Project.Documents.First(), span, offers.Add, default);
        new GradientRefactoring().ComputeRefactoringsAsync(context).Wait();
        return offers;
    }

    public FixedProject Apply(CodeAction action) =>
        new(action.GetOperationsAsync(default).Result.OfType<ApplyChangesOperation>().Single().ChangedSolution);

    /// <summary>The same fix for all diagnostics of an id in the project.</summary>
    public FixedProject ApplyToAll(string id, CodeAction like)
    {
        CodeFixProvider provider = Providers.First(provider =>
            provider.FixableDiagnosticIds.Contains(id) && Offers(id, provider).Any(offer => offer.Action.EquivalenceKey == like.EquivalenceKey));
        var context = new FixAllContext(
            Project.Documents.First(), provider, FixAllScope.Project, like.EquivalenceKey!, [id], new Found(Diagnostics), default);
        return Apply(provider.GetFixAllProvider()!.GetFixAsync(context).Result!);
    }

    private sealed class Found(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return diagnostics.Where(diagnostic => diagnostic.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
