namespace LossGen.Generator.Declarations;

/// <summary>The names taken in a stretch of emitted code. The user's names are taken first, so that ours give way.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> taken;

    public NameScope(IEnumerable<string> taken) => this.taken = new HashSet<string>(taken, StringComparer.Ordinal);

    public NameScope(NameScope outer) => taken = new HashSet<string>(outer.taken, StringComparer.Ordinal);

    /// <summary>Whether the name is in use.</summary>
    public bool IsTaken(string name) => taken.Contains(name);

    /// <summary>The name itself if it is free, else the name with the first number that makes it so.</summary>
    public string Unique(string wanted)
    {
        string name = wanted;
        for (int number = 2; !taken.Add(name); number++)
            name = wanted + number;
        return Identifiers.Escape(name);
    }
}
