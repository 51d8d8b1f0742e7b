using LossGen.Generator.Common;

namespace LossGen.Generator.Declarations;

/// <summary>A loss over spans, for float and for double.</summary>
internal sealed record TorchPair(LossDeclaration Single, LossDeclaration Double);

/// <summary>A class that becomes a module of torch.</summary>
/// <param name="Namespace">The namespace; empty for the global one.</param>
/// <param name="Types">The containing types, outermost first, and the class itself.</param>
/// <param name="Name">The class.</param>
/// <param name="Owner">The class of the losses, in full.</param>
/// <param name="Mean">The loss of the name.</param>
/// <param name="Sum">The one with the reduction 'sum'.</param>
/// <param name="Each">The one per element.</param>
internal sealed record TorchModuleDeclaration(
    string Namespace, EquatableArray<TypeHeader> Types, string Name, string Owner, TorchPair Mean, TorchPair? Sum, TorchPair? Each);

/// <summary>What was found at the attribute of a module: the declaration (null if it has errors), the place of its name, and the errors.</summary>
internal sealed record DeclaredModule(TorchModuleDeclaration? Declaration, SourcePlace Place, EquatableArray<PlacedDiagnostic> Diagnostics);
