namespace LossGen.Sample;

/// <summary>Guesses which known name a misspelt one was meant to be.</summary>
public static class Suggestion
{
    /// <summary>"; did you mean 'NAME'?" for the closest of the known names, or nothing where none is close.</summary>
    public static string For(string name, IEnumerable<string> known)
    {
        string? closest = known.MinBy(candidate => Distance(name, candidate));
        // Two wrong letters, or a third of them, are a typing error, and more are another word; nor may all of them be wrong.
        int most = Math.Min(Math.Max(2, name.Length / 3), name.Length - 1);
        return closest is not null && Distance(name, closest) <= most ? $"; did you mean '{closest}'?" : "";
    }

    /// <summary>The number of letters to insert, delete or replace; letters that differ in case alone count as equal.</summary>
    private static int Distance(string a, string b) => EditDistance.Between<char>(a.ToUpperInvariant(), b.ToUpperInvariant());
}
