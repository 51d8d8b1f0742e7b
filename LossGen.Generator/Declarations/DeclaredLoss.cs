using LossGen.Generator.Common;
using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Declarations;

/// <summary>A diagnostic with its place in a source file.</summary>
internal sealed record PlacedDiagnostic(string Id, SourcePlace Place, EquatableArray<string> Arguments)
{
    /// <summary>The changes of literals that mend it.</summary>
    public EquatableArray<PlacedMend> Mends { get; init; } = EquatableArray<PlacedMend>.Empty;

    /// <summary>The parameter whose declaration would mend it.</summary>
    public MissingParameter? Missing { get; init; }
}

/// <summary>What was found at an attribute: the declaration (null if it has errors), where it stands, and the errors.</summary>
internal sealed record DeclaredLoss(LossDeclaration? Declaration, FormulaLocation? Location, EquatableArray<PlacedDiagnostic> Diagnostics);
