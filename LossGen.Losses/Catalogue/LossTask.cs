namespace LossGen.Losses;

/// <summary>What a loss is for, broadly; the losses of a task are the members of the class of the same name.</summary>
public enum LossTask
{
    /// <summary>Predicting numbers: <see cref="Losses.Regression"/>.</summary>
    Regression,

    /// <summary>Predicting labels and distributions over them: <see cref="Losses.Classification"/>.</summary>
    Classification,

    /// <summary>Learning embeddings and rankings: <see cref="Losses.MetricLearning"/>.</summary>
    MetricLearning,

    /// <summary>Predicting masks and boxes: <see cref="Losses.Segmentation"/>.</summary>
    Segmentation,

    /// <summary>Restoring, comparing and registering images: <see cref="Losses.Imaging"/>.</summary>
    Imaging,

    /// <summary>Training generators and their critics: <see cref="Losses.Generative"/>.</summary>
    Generative,

    /// <summary>Aligning sequences and labelling their steps: <see cref="Losses.Sequence"/>.</summary>
    Sequence,

    /// <summary>Training policies and value functions: <see cref="Losses.ReinforcementLearning"/>.</summary>
    ReinforcementLearning,
}
