namespace LossGen.Losses;

/// <summary>Losses of sequences: alignments without given boundaries (CTC, soft-DTW, soft alignment) and chains of labels (CRF, HMM).</summary>
public static partial class Sequence;
