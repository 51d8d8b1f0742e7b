using LossGen.Generator.Binding;
using LossGen.Generator.Common;
using LossGen.Generator.Declarations;
using LossGen.Generator.Diagnostics;
using LossGen.Generator.Emission.Torch;
using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Torch;

/// <summary>A compiled module.</summary>
/// <param name="FileName">The name of the emitted file.</param>
/// <param name="Source">The emitted file; null where the compiler failed on its losses.</param>
/// <param name="Diagnostics">How it failed.</param>
internal sealed record CompiledModule(string FileName, string? Source, EquatableArray<FormulaDiagnostic> Diagnostics);

/// <summary>From the declaration of a module to its file. The losses that it calls are compiled already, here or in another assembly.</summary>
internal static class TorchModuleCompiler
{
    public static CompiledModule Compile(TorchModuleDeclaration declaration, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        string path = string.Join(".", declaration.Types.Select(type => type.Name.TrimStart('@')));
        string name = declaration.Namespace.Length == 0 ? path : declaration.Namespace.Replace("@", "") + "." + path;
        var diagnostics = new DiagnosticBag();
        string? source = null;
        LossCompiler.Guard(declaration.Mean.Single, diagnostics, () => source = TorchModuleWriter.Write(
            declaration, Plan(declaration, declaration.Mean)!, Plan(declaration, declaration.Sum), Plan(declaration, declaration.Each)));
        return new CompiledModule(name + ".module.g.cs", source, diagnostics.Items.ToEquatableArray());
    }

    private static TorchPlan? Plan(TorchModuleDeclaration module, TorchPair? pair)
    {
        if (pair is null)
            return null;
        FormulaSyntax syntax = Parser.Parse(pair.Single.Formula, new DiagnosticBag());
        IReadOnlyList<TorchTensor> tensors = new TorchTensors(syntax).Of(pair.Single, parameter => parameter.IsTensor);
        BoundFormula? formula = Binder.Bind(syntax, pair.Single, new DiagnosticBag(), new GraphBuilder());
        var diagnostics = new DiagnosticBag();
        IReadOnlyList<TorchExtent>? shape = pair.Single.Return is null && formula is not null ? TorchShape.Of(formula, tensors, diagnostics) : null;

        // A loss with errors has a diagnostic of its own, and one per element of unknown shape has no place here.
        return diagnostics.HasErrors || (pair.Single.Return is null && shape is null)
            ? null
            : new TorchPlan(
                new TorchForm(module.Owner, pair.Single), new TorchForm(module.Owner, pair.Double), tensors, shape,
                formula is null ? null : TorchGradient.Of(pair.Single, formula));
    }
}
