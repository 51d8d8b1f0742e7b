using System.Globalization;
using System.Text;

namespace LossGen.Generator.Syntax;

/// <summary>How messages show a piece of the formula.</summary>
internal static class Excerpt
{
    private const int Most = 20;

    /// <summary>The text, shortened; what cannot be seen is shown by its number, and half a character as '?'.</summary>
    public static string Of(string text)
    {
        var shown = new StringBuilder();
        for (int i = 0; i < text.Length; i++)
        {
            if (shown.Length >= Most)
                return shown.Append("...").ToString();
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                shown.Append(c).Append(text[++i]);
            else if (char.IsSurrogate(c))
                shown.Append('?');
            else if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator)
                shown.Append("U+").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
            else
                shown.Append(c);
        }

        return shown.ToString();
    }
}
