namespace LossGen.Generator.Binding;

/// <summary>Finds the name that was probably meant.</summary>
internal static class Spelling
{
    /// <summary>"; did you mean 'x'?", or nothing where no candidate is near.</summary>
    public static string Suggestion(string name, IEnumerable<string> candidates)
    {
        if (name.Length > 40)
            return "";
        int allowed = Math.Max(1, name.Length / 3);
        string? best = candidates
            .Select(candidate => (candidate, distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.distance <= allowed && pair.distance < pair.candidate.Length)
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
        return best is null ? "" : $"; did you mean '{best}'?";
    }

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
