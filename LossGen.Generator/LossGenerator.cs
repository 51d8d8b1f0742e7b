using System.Collections.Immutable;
using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Emission.Gpu;
using LossGen.Generator.Torch;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LossGen.Generator;

/// <summary>The pipeline: find the attributed methods, read each into a model, compile the model, write files and diagnostics.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class LossGenerator : IIncrementalGenerator
{
    /// <summary>The names of the steps, by which tests follow what was cached.</summary>
    internal const string DeclarationsStep = "Declarations", ModelsStep = "Models", CompiledStep = "Compiled";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<DeclaredLoss> declared = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                DeclarationReader.AttributeName, static (node, _) => MisplacedLoss.CanStandAt(node), DeclarationReader.Read)
            .WithTrackingName(DeclarationsStep);

        // A lambda has no symbol by which its attributes are found.
        IncrementalValuesProvider<DeclaredLoss> lambdas = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => MisplacedLoss.IsAttributedLambda(node), MisplacedLoss.ReadLambda)
            .Where(static loss => loss is not null)!;

        // Positions are dropped here: an edit that only moves a loss ends at this step.
        IncrementalValueProvider<bool> isOffForDevices = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => DeviceFile.IsOff(options));
        IncrementalValuesProvider<LossDeclaration> models = declared
            .Where(static loss => loss.Declaration is not null)
            .Combine(isOffForDevices)
            .Select(static (pair, _) => pair.Right ? pair.Left.Declaration! with { HasDevice = false } : pair.Left.Declaration!)
            .WithTrackingName(ModelsStep);
        IncrementalValuesProvider<CompiledLoss> compiled = models
            .Select(static (model, cancel) => LossCompiler.Compile(model, cancel))
            .WithTrackingName(CompiledStep);

        // Losses whose file names are their own are written each by itself, so that an added or removed one leaves the others cached.
        IncrementalValueProvider<EquatableArray<string>> sharedNames = compiled.Collect().Select(static (all, _) => LossFiles.SharedNames(all));
        context.RegisterSourceOutput(
            compiled.Combine(sharedNames).Where(static pair => !LossFiles.Contains(pair.Right, pair.Left)).Select(static (pair, _) => pair.Left), Write);
        context.RegisterSourceOutput(
            compiled.Collect().Combine(sharedNames).SelectMany(static (pair, _) => LossFiles.Separated(pair.Left, pair.Right)), Write);
        context.RegisterSourceOutput(
            models.Where(static model => model.HasDevice).Collect().Select(static (models, _) => models.Length > 0), DeviceFile.Write);
        InitializeModules(context);
        context.RegisterSourceOutput(
            declared.Collect().Combine(lambdas.Collect()).Select(static (pair, _) => pair.Left.AddRange(pair.Right)).Combine(compiled.Collect()).Combine(context.CompilationProvider),
            static (output, input) => Report(output, input.Left.Left, input.Left.Right, input.Right));
    }

    /// <summary>Modules of torch stand around losses that are compiled by themselves.</summary>
    private static void InitializeModules(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<DeclaredModule> modules = context.SyntaxProvider.ForAttributeWithMetadataName(
            TorchModuleReader.AttributeName, static (node, _) => node is ClassDeclarationSyntax, TorchModuleReader.Read);
        IncrementalValuesProvider<CompiledModule> compiled = modules
            .Where(static module => module.Declaration is not null)
            .Select(static (module, _) => module.Declaration!)
            .Select(static (declaration, cancel) => TorchModuleCompiler.Compile(declaration, cancel));
        context.RegisterSourceOutput(
            compiled.Where(static module => module.Source is not null), static (output, module) => output.AddSource(module.FileName, module.Source!));
        context.RegisterSourceOutput(
            modules.Collect().Combine(compiled.Collect()).Combine(context.CompilationProvider), static (output, input) => Report(output, input.Left.Left, input.Left.Right, input.Right));
    }

    private static void Write(SourceProductionContext output, CompiledLoss loss) => output.AddSource(loss.FileName, loss.Source);

    private static void Report(
        SourceProductionContext output, ImmutableArray<DeclaredLoss> declared, ImmutableArray<CompiledLoss> compiled, Compilation compilation)
    {
        var reporter = new DiagnosticReporter(compilation);
        int next = 0;
        foreach (DeclaredLoss loss in declared)
        {
            reporter.Add(loss.Diagnostics);
            if (loss.Declaration is not null)
                reporter.Add(compiled[next++].Diagnostics, loss.Location!);
        }

        reporter.Report(output);
    }

    private static void Report(
        SourceProductionContext output, ImmutableArray<DeclaredModule> declared, ImmutableArray<CompiledModule> compiled, Compilation compilation)
    {
        IEnumerable<PlacedDiagnostic> failures = declared.Where(module => module.Declaration is not null).Zip(compiled, (module, result) => (module.Place, result.Diagnostics))
            .SelectMany(one => one.Diagnostics.Select(failure => new PlacedDiagnostic(failure.Id, one.Place, failure.Arguments)));
        var reporter = new DiagnosticReporter(compilation);
        reporter.Add(declared.SelectMany(module => module.Diagnostics).Concat(failures).ToEquatableArray());
        reporter.Report(output);
    }
}
