using LossGen.Generator.Graph;
using LossGen.Generator.Syntax;

namespace LossGen.Generator.Binding;

/// <summary>Where an expression stands: the indices that can be used there.</summary>
/// <param name="Indices">The axis of each index name that is bound.</param>
/// <param name="IsFree">Whether other index names are the free ones of a loss per element.</param>
internal sealed record Scope(IReadOnlyDictionary<string, Axis> Indices, bool IsFree)
{
    /// <summary>Whether a reduction around runs over the axis of tensors whose index is left out, or may do so around the use of a definition.</summary>
    public bool ReducesElided { get; init; }

    /// <summary>The name of the innermost reduction around, where it stands without brackets.</summary>
    public Token? Unbracketed { get; init; }

    public static Scope Outermost(bool isFree) => new(new Dictionary<string, Axis>(StringComparer.Ordinal), isFree);

    public Scope With(string name, Axis axis)
    {
        var indices = Indices.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        indices[name] = axis;
        return this with { Indices = indices };
    }

    public bool Binds(Axis axis) => Indices.Values.Contains(axis);
}

/// <summary>A definition that was bound: the axes of its indices and its value, which is null after an error.</summary>
internal sealed record BoundDefinition(IReadOnlyList<Axis> Indices, Node? Value);
