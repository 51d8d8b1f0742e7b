using LossGen.Generator.Common;
using LossGen.Generator.Declarations;

namespace LossGen.Generator;

/// <summary>
/// Names the emitted files. Roslyn refuses a name that is taken, and takes every file of the generator with it: names that several losses
/// share are told apart by a number, and of several declarations of one method only the first is written (the compiler reports the others).
/// </summary>
internal static class LossFiles
{
    /// <summary>How the names of emitted files end.</summary>
    public const string Extension = ".g.cs";

    /// <summary>What no other method of the project has: the type, the name and the types of the parameters.</summary>
    public static string Identity(LossDeclaration declaration) =>
        $"{declaration.Namespace}|{string.Join("+", declaration.Types.Select(type => type.Name))}|{declaration.Name}({declaration.Signature})";

    /// <summary>A name that depends on the declaration alone.</summary>
    public static string Name(LossDeclaration declaration)
    {
        string path = string.Join(".", declaration.Types.Select(type => type.Name).Append(declaration.Name).Select(name => name.TrimStart('@')));
        string scope = declaration.Namespace.Length == 0 ? path : declaration.Namespace.Replace("@", "") + "." + path;

        // File names are compared without regard to case, method names are not: a hash of both tells overloads apart.
        return $"{scope}.{Hash(scope + "(" + declaration.Signature + ")")}{Extension}";
    }

    /// <summary>The class that holds the kernels of a loss, all of which lie in one namespace.</summary>
    public static string KernelClass(LossDeclaration declaration) =>
        $"{string.Join("_", declaration.Types.Select(type => type.Name).Append(declaration.Name).Select(name => name.TrimStart('@')))}_{Hash(Identity(declaration))}";

    /// <summary>Eight hexadecimal digits (FNV-1a).</summary>
    private static string Hash(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
            hash = (hash ^ c) * 16777619;
        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The names that more than one loss would be written to.</summary>
    public static EquatableArray<string> SharedNames(IEnumerable<CompiledLoss> losses) => losses
        .GroupBy(loss => loss.FileName, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .Select(group => group.Key)
        .ToEquatableArray();

    public static bool Contains(EquatableArray<string> names, CompiledLoss loss) => names.Contains(loss.FileName, StringComparer.OrdinalIgnoreCase);

    /// <summary>The losses of shared names, each method once and each to a file of its own.</summary>
    public static IEnumerable<CompiledLoss> Separated(IReadOnlyCollection<CompiledLoss> losses, EquatableArray<string> shared)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        var given = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var taken = new HashSet<string>(losses.Select(loss => loss.FileName), StringComparer.OrdinalIgnoreCase);
        foreach (CompiledLoss loss in losses.Where(loss => Contains(shared, loss) && written.Add(loss.Identity)))
        {
            // The first keeps the name that they share.
            string name = loss.FileName;
            if (!given.Add(name))
            {
                string stem = name.Substring(0, name.Length - Extension.Length);
                for (int number = 2; !taken.Add(name); number++)
                    name = $"{stem}.{number}{Extension}";
            }

            yield return loss with { FileName = name };
        }
    }
}
