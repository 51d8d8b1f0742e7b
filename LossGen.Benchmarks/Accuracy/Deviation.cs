namespace LossGen.Benchmarks.Accuracy;

/// <summary>The largest error of a function, and how often something else than a number near the reference came out.</summary>
internal sealed class Deviation
{
    /// <summary>In units in the last place of a float at the exact result.</summary>
    public double Largest { get; private set; }

    /// <summary>Where the error is largest.</summary>
    public (float X, float Y) At { get; private set; }

    /// <summary>How often NaN, an infinity or the sign of zero is not that of the reference.</summary>
    public long Mismatches { get; private set; }

    /// <summary>Where that happened first.</summary>
    public (float X, float Y) MismatchAt { get; private set; }

    /// <summary>Whether a result is nearer to one that has some more bits than the largest error so far.</summary>
    public bool IsBelow(float actual, double nearby) =>
        Math.Abs(actual - nearby) < 0.999 * Largest * Math.Abs(nearby) * (1.0 / (1 << 24)) && Math.Abs(nearby) > 1e-37 && float.IsFinite(actual);

    public void Compare(float x, float y, float actual, double exact)
    {
        float rounded = (float)exact;
        if (actual == rounded && (rounded != 0 || float.IsNegative(actual) == float.IsNegative(rounded)) && exact == rounded)
            return;
        bool isNumber = float.IsFinite(actual) || (float.IsInfinity(actual) && double.IsFinite(exact));
        if (double.IsNaN(exact) ? !float.IsNaN(actual)
            : !double.IsFinite(exact) ? actual != exact
            : !isNumber || (actual == 0 && float.IsNegative(actual) != double.IsNegative(exact)))
        {
            if (Mismatches++ == 0)
                MismatchAt = (x, y);
            return;
        }

        if (!double.IsFinite(exact))
            return;

        // Beyond the largest float, the next number would be 2^128; an infinity in its place stands for it.
        double value = float.IsInfinity(actual) ? double.CopySign(Math.Max(Math.Abs(exact), Math.ScaleB(1, 128)), actual) : actual;
        double bounded = Math.Clamp(exact, -Math.ScaleB(1, 128), Math.ScaleB(1, 128));
        if (float.IsInfinity(actual) && bounded != exact)
            return;
        double unit = Math.ScaleB(1, Math.Clamp(Math.ILogB(bounded), -126, 127) - 23);
        double error = Math.Abs(value - bounded) / unit;
        if (error > Largest)
        {
            Largest = error;
            At = (x, y);
        }
    }

    public void Add(Deviation other)
    {
        if (other.Largest > Largest)
            (Largest, At) = (other.Largest, other.At);
        if (Mismatches == 0)
            MismatchAt = other.MismatchAt;
        Mismatches += other.Mismatches;
    }
}
