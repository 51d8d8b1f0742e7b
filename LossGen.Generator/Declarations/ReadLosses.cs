using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace LossGen.Generator.Declarations;

/// <summary>
/// What was read at a method is read again only where it could have changed: Roslyn asks for every attributed method after every keystroke, and
/// binding hundreds of them takes longer than compiling the one that was edited. Nothing is kept longer than the method's syntax tree.
/// </summary>
internal static class ReadLosses
{
    private static readonly ConditionalWeakTable<SyntaxNode, Entry> Entries = new();

    /// <summary>What the method declares, from memory or by <paramref name="read"/>.</summary>
    public static DeclaredLoss Get(SyntaxNode method, Compilation compilation, Func<DeclaredLoss> read)
    {
        Entry entry = Entries.GetOrCreateValue(method);
        var surroundings = Surroundings.Of(compilation);
        DeclaredLoss loss = entry.Last is { } last && surroundings.AreAs(last.Item1) ? last.Item2 : read();
        entry.Last = StandsIn(loss, method.SyntaxTree.FilePath) ? Tuple.Create(surroundings, loss) : null;
        return loss;
    }

    /// <summary>Whether no place lies in another file, where an edit may move it: a formula can be a constant of another file.</summary>
    private static bool StandsIn(DeclaredLoss loss, string file) => file.Length > 0
        && (loss.Location is null || loss.Location.Pieces.All(piece => piece.FilePath == file)) && loss.Diagnostics.All(diagnostic => diagnostic.Place.FilePath == file);

    private sealed class Entry
    {
        /// <summary>The last reading, and among what it was done.</summary>
        public volatile Tuple<Surroundings, DeclaredLoss>? Last;
    }
}
