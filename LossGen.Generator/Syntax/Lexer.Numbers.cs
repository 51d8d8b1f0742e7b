using System.Globalization;
using LossGen.Generator.Diagnostics;

namespace LossGen.Generator.Syntax;

/// <summary>Numbers, and what looks like numbers to people who come from elsewhere: 0x10, 1_000, 10L, 1e, 1.2.3.</summary>
internal sealed partial class Lexer
{
    private static readonly string[] Suffixes = ["f", "d", "m", "l", "ul"];

    private void Number()
    {
        int end = NumberEnd(position), runEnd = RunEnd(end);
        string digits = text.Substring(position, end - position), rest = text.Substring(end, runEnd - end);
        if (rest.Length == 0)
            Add(TokenKind.Number, digits.Length, Value(digits));
        else if (Suffixes.Contains(rest.ToLowerInvariant()))
        {
            diagnostics.Report(
                Rules.SyntaxError, new TextRange(end, rest.Length), Mend.Remove(new TextRange(end, rest.Length)),
                $"A number has no suffix here: write '{Excerpt.Of(digits)}', it takes the type of the tensors");
            double value = Value(digits);
            Add(TokenKind.Number, digits.Length, value);
            position += rest.Length;
        }
        else if (Misspelled(digits, rest) is { } advice)
        {
            var place = new TextRange(position, runEnd - position);
            Mend? mend = Decimal(digits + rest) is { } meant ? Mend.Replace(place, meant) : null;
            diagnostics.Report(Rules.SyntaxError, place, mend, $"'{Excerpt.Of(digits + rest)}' is no number: {advice}");
            Add(TokenKind.Number, digits.Length + rest.Length, 1);
        }
        else
            Add(TokenKind.Number, digits.Length, Value(digits)); // A factor: the parser asks for the operator in '2p'.
    }

    /// <summary>What to write for a number with such a rest; null where the rest is a name of its own, as in '2p'.</summary>
    private static string? Misspelled(string digits, string rest) =>
        digits == "0" && rest[0] is 'x' or 'X' or 'b' or 'B' && rest.Skip(1).All(IsHexadecimal) ? "write it as a decimal number"
        : rest[0] is 'e' or 'E' && rest.Length == 1 ? "an exponent needs digits, as in '1e-7'; a product is written with '*'"
        : rest[0] is '.' || (rest[0] is 'e' or 'E' && rest.Skip(1).All(c => IsDigit(c) || c == '.')) ? "it has one point and one exponent at most"
        : rest[0] == '_' && rest.Any(IsDigit) ? "write the digits without '_'"
        : null;

    /// <summary>A number of C# as formulas write it, without '_' and to the base of ten; null for what is none in C# either.</summary>
    private static string? Decimal(string number)
    {
        string digits = number.Replace("_", "");
        int radix = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : digits.StartsWith("0b", StringComparison.OrdinalIgnoreCase) ? 2 : 10;
        if (radix == 10)
            return digits.All(c => IsDigit(c) || c == '.') && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? digits : null;
        bool isWhole = digits.Length is > 2 and <= 12 && digits.Skip(2).All(c => IsHexadecimal(c) && (radix == 16 || c is '0' or '1'));
        return isWhole ? Convert.ToInt64(digits.Substring(2), radix).ToString(CultureInfo.InvariantCulture) : null;
    }

    private static bool IsHexadecimal(char c) => IsDigit(c) || c is (>= 'a' and <= 'f') or (>= 'A' and <= 'F') or '_';

    private int DigitsEnd(int end)
    {
        while (IsDigit(At(end)))
            end++;
        return end;
    }

    private int NumberEnd(int end)
    {
        end = DigitsEnd(end);
        if (At(end) == '.' && At(end + 1) != '.')
            end = DigitsEnd(end + 1);
        if (At(end) is 'e' or 'E')
        {
            int exponent = end + (At(end + 1) is '+' or '-' ? 2 : 1);
            if (IsDigit(At(exponent)))
                end = DigitsEnd(exponent);
        }

        return end;
    }

    /// <summary>What stands directly after a number and may belong to it: letters, digits, '_' and points with a digit.</summary>
    private int RunEnd(int end)
    {
        while (ContinuesName(At(end)) || (At(end) == '.' && IsDigit(At(end + 1))))
            end++;
        return end;
    }

    private double Value(string digits)
    {
        if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && !double.IsInfinity(value))
            return value;
        diagnostics.Report(Rules.SyntaxError, new TextRange(position, digits.Length), $"The number '{Excerpt.Of(digits)}' is too large");
        return 1;
    }
}
