namespace LossGen.Sample;

/// <summary>The points of a regression, and what is known about them.</summary>
public sealed record DataSet
{
    /// <summary>Whose numbers they are, for titles.</summary>
    public required string Title { get; init; }

    /// <summary>The x axis.</summary>
    public required string XLabel { get; init; }

    /// <summary>The y axis.</summary>
    public required string YLabel { get; init; }

    public required double[] X { get; init; }

    public required double[] Y { get; init; }

    /// <summary>The x whose y the report predicts.</summary>
    public required double PredictAt { get; init; }

    /// <summary>Which points are not of the same kind as the others; null where nobody has said so.</summary>
    public bool[]? Suspect { get; init; }

    /// <summary>Why they are suspect, in a few words.</summary>
    public string SuspectReason { get; init; } = "";

    /// <summary>What a reader of the fits should know about these points; may be empty.</summary>
    public string Remark { get; init; } = "";

    /// <summary>The points that are not suspect.</summary>
    public (double[] X, double[] Y) Clean() => Suspect is { } suspect
        ? ([.. X.Where((_, i) => !suspect[i])], [.. Y.Where((_, i) => !suspect[i])])
        : (X, Y);

    /// <summary>Marks the points that lie more than three robust standard deviations from the line of least absolute error.</summary>
    public DataSet MarkFarFrom(Line line)
    {
        double[] distances = [.. X.Zip(Y, (x, y) => Math.Abs(y - line.At(x)))];
        // Such a line passes through two points, whose distances say nothing of the spread.
        double limit = 3 * Statistics.ToStandardDeviation * Statistics.Median([.. distances.Order().Skip(2)]);
        // Where most points lie on the line to rounding, every other one would be marked.
        limit = Math.Max(limit, 1e-6 * distances.Max());
        return this with
        {
            Suspect = [.. distances.Select(distance => distance > limit)],
            SuspectReason = "over 3 robust standard deviations from the MAE line",
        };
    }
}
