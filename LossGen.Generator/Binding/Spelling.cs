using System.Text;

namespace LossGen.Generator.Binding;

/// <summary>The name that was probably meant, and how messages ask whether it was.</summary>
internal sealed record Suggestion(string Name, string Question);

/// <summary>Finds the name that was probably meant.</summary>
internal static class Spelling
{
    private const int MostLetters = 40;

    private static readonly string[] GreekNames =
    [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron", "pi", "rho",
        "sigma", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega",
    ];

    // Letters of other alphabets that look like Latin ones, and these, in the same order.
    private const string LookAlikes = "асеорхуіјѕһԁԛԝАВСЕНІЈКМОРЅТХУαγικνορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";
    private const string Latin = "aceopxyijshdqwABCEHIJKMOPSTXYayikvopuxABEZHIKMNOPTYX";

    /// <summary>The candidate that is nearest; null where none is near.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="candidates">The names that the user can have meant.</param>
    /// <param name="constants">The names of constants, which nobody means by another short name.</param>
    public static Suggestion? Suggest(string name, IEnumerable<string> candidates, IEnumerable<string>? constants = null)
    {
        if (name.Length > MostLetters)
            return null;
        List<string> known = [.. candidates.Where(candidate => candidate.Length <= MostLetters)];
        if (known.FirstOrDefault(candidate => Seen(candidate) == Seen(name) && Folded(candidate) != Folded(name)) is { } alike)
            return new Suggestion(alike, $"; did you mean '{alike}'? ('{name}' only looks like it: it has letters of another alphabet)");
        known.AddRange((constants ?? []).Where(constant => name.Length > 2 || Folded(constant) == Folded(name)));
        string written = Folded(name);
        int allowed = Math.Max(1, name.Length / 3);
        string? best = known
            .Select(candidate => (candidate, folded: Folded(candidate)))
            .Select(pair => (pair.candidate, distance: Distance(written, pair.folded), pair.folded))
            .Where(pair => pair.distance <= allowed && (pair.distance == 0 || pair.distance < pair.candidate.Length))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
        best ??= written.Length < 3 ? null : known.FirstOrDefault(candidate => Folded(candidate).StartsWith(written, StringComparison.Ordinal));
        return best is null ? null : new Suggestion(best, $"; did you mean '{best}'?");
    }

    /// <summary>The name without what people vary: case, underscores, λ or lambda, ŷ as one character or as two.</summary>
    private static string Folded(string name) => string.Concat(name.Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace("_", "")
        .Select(c => c is >= 'α' and <= 'ω' ? GreekNames[c - 'α'] : c.ToString()));

    /// <summary>The name by the looks of its letters.</summary>
    private static string Seen(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC)
        .Select(c => LookAlikes.IndexOf(c) is >= 0 and var at ? Latin[at] : c));

    /// <summary>The Damerau-Levenshtein distance (adjacent letters exchanged count once).</summary>
    private static int Distance(string a, string b)
    {
        var distances = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            distances[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            distances[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = distances[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                int least = Math.Min(substitution, Math.Min(distances[i - 1, j], distances[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least = Math.Min(least, distances[i - 2, j - 2] + 1);
                distances[i, j] = least;
            }
        }

        return distances[a.Length, b.Length];
    }
}
