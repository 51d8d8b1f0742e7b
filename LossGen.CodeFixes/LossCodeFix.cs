using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace LossGen.CodeFixes;

/// <summary>What all code fixes have in common: each diagnostic is looked at by itself, and mends of many are applied together.</summary>
public abstract class LossCodeFix : CodeFixProvider
{
    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
            await OfferAsync(context, diagnostic).ConfigureAwait(false);
    }

    /// <summary>Offers what mends a diagnostic.</summary>
    /// <param name="context">Where offers go.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <returns>A task that ends when all is offered.</returns>
    protected abstract Task OfferAsync(CodeFixContext context, Diagnostic diagnostic);
}
