using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>How the property <c>NameInfo</c> of a loss gets along with the members around it.</summary>
/// <param name="declaration">The loss.</param>
/// <param name="method">Its method.</param>
/// <param name="isLoss">Whether another method is a loss without errors in its declaration.</param>
/// <param name="compilation">The project.</param>
internal sealed class InfoCheck(LossDeclaration declaration, IMethodSymbol method, Func<IMethodSymbol, bool> isLoss, Compilation compilation)
{
    private readonly INamedTypeSymbol type = method.ContainingType;

    public string Name { get; } = method.Name + "Info";

    /// <summary>What is in the way of the property; null where nothing is, or where an overload has it.</summary>
    public string? Taken()
    {
        if (!IsFirst())
            return null;
        if (type.Name == Name)
            return "the type that it stands in is called that";
        return type.GetMembers(Name).FirstOrDefault() is { } member ? $"there is {CompanionCheck.Word(member)} of that name" : null;
    }

    /// <summary>The modifiers of the property, which is static even beside a loss that is not; null where an overload has it.</summary>
    public string? Modifiers()
    {
        if (!IsFirst())
            return null;
        IEnumerable<string> kept = declaration.Accessibility.Split(' ').Where(word => word is not ("" or "static" or "readonly"));
        return string.Join(" ", kept.Append("static").Concat(Hides() ? ["new"] : []));
    }

    /// <summary>Overloads, as of float and of double, share the property of the first.</summary>
    private bool IsFirst() => SymbolEqualityComparer.Default.Equals(
        type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(other => SymbolEqualityComparer.Default.Equals(other, method) || isLoss(other)), method);

    /// <summary>Whether a base type has a member of the name, or a loss that gets such a property.</summary>
    private bool Hides() => CompanionCheck.Ancestors(type).Any(ancestor =>
        ancestor.GetMembers(Name).Any(IsVisible) || ancestor.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other => IsVisible(other) && isLoss(other)));

    private bool IsVisible(ISymbol member) => compilation.IsSymbolAccessibleWithin(member, type);
}
