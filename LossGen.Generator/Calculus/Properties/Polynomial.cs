using System.Globalization;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// A sum of products of powers of atoms, in one canonical form: values that are equal by the laws of sums and products are equal
/// polynomials. What an atom is, <see cref="Canonical"/> decides; here it is a name.
/// </summary>
internal sealed class Polynomial
{
    /// <summary>Beyond this size the rules of sums and products are not applied: no loss needs as much.</summary>
    public const int MostTerms = 60, HighestPower = 64;

    private readonly SortedDictionary<string, Term> terms = new(StringComparer.Ordinal);

    /// <summary>A coefficient and the powers of atoms that it multiplies.</summary>
    internal sealed record Term(double Coefficient, SortedDictionary<string, int> Powers);

    public static readonly Polynomial Zero = new();

    public IReadOnlyCollection<Term> Terms => terms.Values;

    /// <summary>The largest power of an atom.</summary>
    public int Degree => Terms.SelectMany(term => term.Powers.Values).Select(Math.Abs).DefaultIfEmpty(0).Max();

    public bool IsZero => terms.Count == 0;

    /// <summary>The value of a polynomial without atoms.</summary>
    public double? Number => IsZero ? 0 : terms.Count == 1 && terms.First().Value is { Powers.Count: 0 } term ? term.Coefficient : null;

    /// <summary>A text that equal polynomials share, and no others.</summary>
    public string Key => IsZero ? "0" : string.Join("+", terms.Select(pair => $"{pair.Value.Coefficient.ToString("R", CultureInfo.InvariantCulture)}{pair.Key}"));

    /// <summary>Whether the first coefficient is negative: of p and -p this tells one.</summary>
    public bool IsNegative => !IsZero && terms.First().Value.Coefficient < 0;

    public static Polynomial Constant(double value) => Of(value, []);

    public static Polynomial Atom(string name, int power = 1) => Of(1, new(StringComparer.Ordinal) { [name] = power });

    public static Polynomial operator +(Polynomial left, Polynomial right)
    {
        var sum = new Polynomial();
        foreach (Term term in left.Terms.Concat(right.Terms))
            sum.Add(term);
        return sum;
    }

    public static Polynomial operator -(Polynomial left, Polynomial right) => left + right.Times(-1);

    public static Polynomial operator *(Polynomial left, Polynomial right)
    {
        var product = new Polynomial();
        foreach (Term a in left.Terms)
        {
            foreach (Term b in right.Terms)
            {
                var powers = new SortedDictionary<string, int>(a.Powers, StringComparer.Ordinal);
                foreach (KeyValuePair<string, int> power in b.Powers)
                {
                    powers.TryGetValue(power.Key, out int before);
                    powers[power.Key] = before + power.Value;
                    if (before + power.Value == 0)
                        powers.Remove(power.Key);
                }

                product.Add(new Term(a.Coefficient * b.Coefficient, powers));
            }
        }

        return product;
    }

    public Polynomial Times(double factor)
    {
        var scaled = new Polynomial();
        foreach (Term term in Terms)
            scaled.Add(term with { Coefficient = term.Coefficient * factor });
        return scaled;
    }

    /// <summary>The reciprocal of a single term; null of several.</summary>
    public Polynomial? Reciprocal()
    {
        if (terms.Count != 1)
            return null;
        Term term = terms.First().Value;
        var powers = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, int> power in term.Powers)
            powers.Add(power.Key, -power.Value);
        return Of(1 / term.Coefficient, powers);
    }

    /// <summary>The coefficients of the powers of an atom, from 0 on; null where it has negative powers.</summary>
    public IReadOnlyList<Polynomial>? CoefficientsOf(string atom)
    {
        var coefficients = new List<Polynomial> { new() };
        foreach (Term term in Terms)
        {
            term.Powers.TryGetValue(atom, out int power);
            if (power < 0)
                return null;
            while (coefficients.Count <= power)
                coefficients.Add(new Polynomial());
            var rest = new SortedDictionary<string, int>(term.Powers, StringComparer.Ordinal);
            rest.Remove(atom);
            coefficients[power].Add(new Term(term.Coefficient, rest));
        }

        return coefficients;
    }

    /// <summary>The values it can take, for atoms with the given values.</summary>
    public Interval Range(Func<string, Interval> rangeOf)
    {
        Interval sum = Interval.Of(0);
        foreach (Term term in Terms)
        {
            Interval product = Interval.Of(term.Coefficient);
            foreach (KeyValuePair<string, int> power in term.Powers)
                product *= PowerOf(rangeOf(power.Key), power.Value);
            sum += product;
        }

        return sum.Intersect(AtCorners(rangeOf));
    }

    /// <summary>
    /// The values of a polynomial in which no atom has two different powers: it is affine in each of these, so that it is largest and
    /// smallest where all of them are at an end of their ranges. All values, where a range is infinite or there are too many.
    /// </summary>
    private Interval AtCorners(Func<string, Interval> rangeOf)
    {
        const int MostAtoms = 5;
        var powers = new Dictionary<string, int>(StringComparer.Ordinal);
        bool isShared = false;
        foreach (KeyValuePair<string, int> power in Terms.SelectMany(term => term.Powers))
        {
            if (powers.TryGetValue(power.Key, out int other) && other != power.Value)
                return Interval.All;
            isShared |= powers.ContainsKey(power.Key);
            powers[power.Key] = power.Value;
        }

        // Terms that have no atom in common are no closer together at a corner.
        if (!isShared || powers.Count > MostAtoms)
            return Interval.All;
        string[] atoms = [.. powers.Keys];
        Interval[] ranges = [.. powers.Select(power => PowerOf(rangeOf(power.Key), power.Value))];
        if (ranges.Any(range => double.IsInfinity(range.Low) || double.IsInfinity(range.High)))
            return Interval.All;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int corner = 0; corner < 1 << atoms.Length; corner++)
        {
            double value = Terms.Sum(term => term.Powers.Keys.Aggregate(term.Coefficient, (product, atom) =>
                Array.IndexOf(atoms, atom) is var i && (corner >> i & 1) == 0 ? product * ranges[i].Low : product * ranges[i].High));
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }

        return low <= high ? new(low, high) : Interval.All;
    }

    private static Interval PowerOf(Interval atom, int power)
    {
        int magnitude = Math.Abs(power);
        Interval result = magnitude % 2 == 1 ? atom : Interval.Of(1);
        for (int i = 0; i < magnitude / 2; i++)
            result *= atom.Square();
        return power < 0 ? Interval.Of(1) / result : result;
    }

    public static Polynomial Of(Term term)
    {
        var polynomial = new Polynomial();
        polynomial.Add(term);
        return polynomial;
    }

    private static Polynomial Of(double coefficient, SortedDictionary<string, int> powers) => Of(new Term(coefficient, powers));

    private void Add(Term term)
    {
        string key = string.Concat(term.Powers.Select(power => power.Value == 1 ? $"*{power.Key}" : $"*{power.Key}^{power.Value}"));
        double sum = term.Coefficient + (terms.TryGetValue(key, out Term? before) ? before.Coefficient : 0);
        if (Math.Abs(sum) <= 1e-12 * Math.Abs(term.Coefficient))
            terms.Remove(key);
        else
            terms[key] = term with { Coefficient = sum };
    }
}
