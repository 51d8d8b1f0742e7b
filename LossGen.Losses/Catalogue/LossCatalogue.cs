namespace LossGen.Losses;

/// <summary>All losses of this assembly with what they are good for, by task and by use case.</summary>
public static partial class LossCatalogue
{
    /// <summary>Gets all entries, in the order of the tasks.</summary>
    public static IReadOnlyList<LossEntry> All { get; } =
    [
        .. RegressionLosses(),
        .. RegressionOfRowsLosses(),
        .. ClassificationLosses(),
        .. ClassificationOfRowsLosses(),
        .. MetricLearningLosses(),
        .. MetricLearningOfRowsLosses(),
        .. SegmentationLosses(),
        .. SegmentationOfRowsLosses(),
        .. ImagingLosses(),
        .. GenerativeLosses(),
        .. GenerativeOfRowsLosses(),
        .. SequenceLosses(),
        .. ReinforcementLearningLosses(),
    ];

    /// <summary>The losses of a task.</summary>
    /// <param name="task">The task.</param>
    /// <returns>The entries, in the order of <see cref="All"/>.</returns>
    public static IReadOnlyList<LossEntry> ForTask(LossTask task) => [.. All.Where(entry => entry.Task == task)];

    /// <summary>The losses that fit a use case, told in a few words: <c>LossCatalogue.For("imbalanced segmentation")</c>.</summary>
    /// <param name="useCase">English words, in any order; the names of a loss and of its task count too.</param>
    /// <returns>The suggestions, best first; none where no word is known.</returns>
    public static IReadOnlyList<LossSuggestion> For(string useCase)
    {
        ArgumentNullException.ThrowIfNull(useCase);
        return UseCaseSearch.Run(All, useCase);
    }
}
