using LossGen.Generator.Common;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>
/// How the companions of a loss get along with the members around them: whether a name is taken, and what they hide or override.
/// </summary>
/// <param name="declaration">The loss.</param>
/// <param name="method">Its method.</param>
/// <param name="read">Reads another method that is a loss; null where it has errors.</param>
/// <param name="compilation">The project.</param>
internal sealed class CompanionCheck(
    LossDeclaration declaration, IMethodSymbol method, Func<IMethodSymbol, LossDeclaration?> read, Compilation compilation)
{
    private readonly INamedTypeSymbol type = method.ContainingType;
    private readonly string[] declaredTypes = [.. Types(method)];

    /// <summary>The first companion that cannot be written, and what is in its way.</summary>
    public (string Companion, string Because)? Taken()
    {
        foreach (CompanionSignature companion in declaration.Companions)
        {
            string name = PlainName(companion);
            if (Because(companion, name) is { } because)
                return (name, because);
        }

        return null;
    }

    /// <summary>For each companion 'new', 'virtual', 'override' or nothing, after the declared method and what the base types have.</summary>
    public EquatableArray<string> Inheritance() => declaration.Companions.Select(Inheritance).ToEquatableArray();

    private string? Because(CompanionSignature companion, string name)
    {
        if (type.Name == name)
            return "the type that it stands in is called that";
        foreach (ISymbol member in type.GetMembers(name))
        {
            if (member is not IMethodSymbol other)
                return $"there is {Word(member)} of that name";
            if (other.Arity == 0 && Types(other).SequenceEqual(Plain(companion.Types)))
                return "there is a method of that name with parameters of the same types";
        }

        // Of two losses whose companions are the same the first one has them. Two that are the same themselves are an error of the compiler.
        foreach (IMethodSymbol other in type.GetMembers(method.Name).OfType<IMethodSymbol>())
        {
            if (SymbolEqualityComparer.Default.Equals(other, method))
                break;
            if (Types(other).SequenceEqual(declaredTypes))
                continue;
            if (Companion(other, companion) is not null)
                return $"the overload of '{method.Name}' before it has that companion with parameters of the same types";
            if (Ambiguous(other, companion) is not null)
            {
                return $"the overload of '{method.Name}' before it has one that differs only in parameters that can be left out, "
                    + "so that C# could not tell which is called";
            }
        }

        return null;
    }

    private string Inheritance(CompanionSignature companion)
    {
        bool canBeOverridden = (method.IsVirtual || (method.IsOverride && !method.IsSealed)) && !type.IsSealed;
        (bool hides, bool overrides) = Hidden(companion);
        if (method.IsOverride && overrides)
            return method.IsSealed ? "sealed override" : "override";
        return $"{(hides ? "new" : "")} {(canBeOverridden ? "virtual" : "")}".Trim();
    }

    /// <summary>Whether the nearest base type that has it has the companion too, and whether it can be overridden there.</summary>
    private (bool Hides, bool Overrides) Hidden(CompanionSignature companion)
    {
        string name = PlainName(companion);
        foreach (INamedTypeSymbol ancestor in Ancestors())
        {
            foreach (ISymbol member in ancestor.GetMembers(name).Where(IsVisible))
            {
                if (member is not IMethodSymbol other)
                    return (true, false);
                if (other.Arity == 0 && Types(other).SequenceEqual(Plain(companion.Types)))
                    return (true, CanBeOverridden(other) && SameResult(other) && other.DeclaredAccessibility == method.DeclaredAccessibility);
            }

            foreach (IMethodSymbol other in ancestor.GetMembers(method.Name).OfType<IMethodSymbol>().Where(IsVisible))
            {
                if (Companion(other, companion) is not null)
                    return (true, CanBeOverridden(other) && SameResult(other));
            }
        }

        return (false, false);
    }

    private IEnumerable<INamedTypeSymbol> Ancestors() => Ancestors(type);

    /// <summary>The types whose members the type's own hide, nearest first.</summary>
    public static IEnumerable<INamedTypeSymbol> Ancestors(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
        foreach (INamedTypeSymbol face in type.TypeKind == TypeKind.Interface ? type.AllInterfaces : [])
            yield return face;
    }

    private bool IsVisible(ISymbol member) => compilation.IsSymbolAccessibleWithin(member, type);

    private static bool CanBeOverridden(IMethodSymbol other) => other.IsVirtual || other.IsAbstract || (other.IsOverride && !other.IsSealed);

    private bool SameResult(IMethodSymbol other) => SymbolEqualityComparer.Default.Equals(other.ReturnType, method.ReturnType);

    /// <summary>The companion of another loss that has the same name and parameters of the same types.</summary>
    private CompanionSignature? Companion(IMethodSymbol other, CompanionSignature companion) => read(other)?.Companions
        .FirstOrDefault(candidate => candidate.Name == companion.Name && Plain(candidate.Types).SequenceEqual(Plain(companion.Types)));

    /// <summary>
    /// The companion of another loss that is called alike: with as many arguments as both need the types are the same, and both have more
    /// parameters, so that C# prefers neither.
    /// </summary>
    private CompanionSignature? Ambiguous(IMethodSymbol other, CompanionSignature companion) => read(other)?.Companions.FirstOrDefault(candidate =>
    {
        int needed = Math.Max(candidate.Required, companion.Required);
        return candidate.Name == companion.Name && Math.Min(candidate.Parameters.Count, companion.Parameters.Count) > needed
            && Plain(candidate.Types).Take(needed).SequenceEqual(Plain(companion.Types).Take(needed));
    });

    private static string PlainName(CompanionSignature companion) => companion.Name.TrimStart('@');

    private static IEnumerable<string> Types(IMethodSymbol method) => method.Parameters.Select(parameter =>
        (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

    /// <summary>Overloads may not differ in 'out' against 'ref'.</summary>
    private static IEnumerable<string> Plain(IEnumerable<string> types) => types.Select(name => name.Replace("out ", "ref "));

    public static string Word(ISymbol member) => member switch
    {
        IMethodSymbol => "a method",
        IPropertySymbol => "a property",
        IFieldSymbol => "a field",
        IEventSymbol => "an event",
        _ => "a type",
    };
}
