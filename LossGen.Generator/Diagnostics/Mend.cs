using LossGen.Generator.Common;

namespace LossGen.Generator.Diagnostics;

/// <summary>A stretch of the formula and what to write in its place; an empty stretch is where something is inserted.</summary>
internal readonly record struct Edit(TextRange Place, string Text);

/// <summary>
/// A change of the formula that mends what a diagnostic is about, which an editor offers as a code fix. Where several could be meant, each is a
/// mend of its own. What the user wrote and what stays is not a part of the edits, so that it keeps its escapes and its line breaks.
/// </summary>
/// <param name="Edits">The edits, from the first place to the last.</param>
internal sealed record Mend(EquatableArray<Edit> Edits)
{
    public static Mend Of(params Edit[] edits) => new(edits.ToEquatableArray());

    public static Mend Replace(TextRange place, string text) => Of(new Edit(place, text));

    public static Mend Remove(TextRange place) => Replace(place, "");

    public static Mend Insert(int at, string text) => Replace(new TextRange(at, 0), text);

    public static Mend Around(TextRange place, string before, string after) =>
        Of(new Edit(new TextRange(place.Start, 0), before), new Edit(new TextRange(place.End, 0), after));
}
