using LossGen.Generator.Functions;
using LossGen.Generator.Graph;

namespace LossGen.Generator.Calculus.Properties;

/// <summary>
/// Proves that a difference of sums is never negative: sums over one axis are joined, sum(a) - sum(b) = sum(a - b), and what is then under
/// the sum is a polynomial whose range is known. So 2 * sum(p * y) is at most sum(p) + sum(y) for p and y between 0 and 1, since
/// p + y - 2 * p * y is smallest at a corner.
/// </summary>
internal sealed class SignProof(Canonical canonical)
{
    /// <summary>Sums within sums are followed so far.</summary>
    private const int Deepest = 4;

    public bool IsNonNegative(Polynomial value) => IsNonNegative(value, depth: 0);

    private bool IsNonNegative(Polynomial value, int depth)
    {
        if (canonical.Range(value).IsNonNegative)
            return true;
        if (depth >= Deepest)
            return false;
        var groups = new Dictionary<(string Factor, Axis Over, Node? Mask), (Polynomial Factor, Polynomial Body)>();
        Polynomial rest = Polynomial.Zero;
        foreach (Polynomial.Term term in value.Terms)
        {
            if (SumIn(term) is not { } name)
            {
                rest += Minorant(term);
                continue;
            }

            Node sum = canonical.NodeOf(name);
            Polynomial factor = Without(term, name);
            (string, Axis, Node?) key = (factor.Key, sum.Over!, sum.Args.Count > 1 ? sum[1] : null);
            Polynomial body = canonical.Of(sum[0]).Times(term.Coefficient);
            groups[key] = (factor, groups.TryGetValue(key, out (Polynomial, Polynomial Body) group) ? group.Body + body : body);
        }

        return canonical.Range(rest).IsNonNegative
            && groups.Values.All(group => canonical.Range(group.Factor).IsNonNegative && IsNonNegative(group.Body, depth + 1));
    }

    private string? SumIn(Polynomial.Term term) => term.Powers.FirstOrDefault(power =>
        power.Value == 1 && canonical.NodeOf(power.Key) is { Op: Op.Reduce, Reduction: Reduction.Sum }).Key;

    /// <summary>The term, or what it is never below: x log(x / y) is at least x - y, since log z is at least 1 - 1 / z.</summary>
    private Polynomial Minorant(Polynomial.Term term)
    {
        string? name = term.Powers.FirstOrDefault(power => power.Value == 1 && canonical.NodeOf(power.Key).Calls(FunctionTable.RelativeEntropy)).Key;
        if (name is null || !canonical.Range(Without(term, name).Times(term.Coefficient)).IsNonNegative)
            return Polynomial.Of(term);
        Node entropy = canonical.NodeOf(name);
        return entropy[0].Range.IsNonNegative && entropy[1].Range.IsNonNegative
            ? Without(term, name).Times(term.Coefficient) * (canonical.Of(entropy[0]) - canonical.Of(entropy[1]))
            : Polynomial.Of(term);
    }

    /// <summary>The powers of a term but one.</summary>
    private static Polynomial Without(Polynomial.Term term, string atom)
    {
        var powers = new SortedDictionary<string, int>(term.Powers, StringComparer.Ordinal);
        powers.Remove(atom);
        return Polynomial.Of(new Polynomial.Term(1, powers));
    }
}
