namespace LossGen.Losses;

public static partial class LossCatalogue
{
    private static IEnumerable<LossEntry> MetricLearningOfRowsLosses() =>
    [
        new(
            nameof(MetricLearning.Contrastive),
            MetricLearning.ContrastiveInfo,
            LossTask.MetricLearning,
            "Contrastive loss: half the squared distance of similar pairs, half of max(0, margin - distance)² of dissimilar ones.",
            ["similarity learning from labelled pairs", "siamese networks", "face and signature verification"],
            "Avoid it where only relative similarity is known: use Triplet.",
            "R. Hadsell, S. Chopra and Y. LeCun, \"Dimensionality reduction by learning an invariant mapping\", CVPR 2006."),
        new(
            nameof(MetricLearning.CosineEmbedding),
            MetricLearning.CosineEmbeddingInfo,
            LossTask.MetricLearning,
            "Cosine embedding loss (torch.nn.CosineEmbeddingLoss): 1 - cos of similar pairs, max(0, cos - margin) of dissimilar ones.",
            ["similarity learning where only the direction counts", "text and sentence embeddings"],
            "Avoid it where the length of an embedding carries meaning: use Contrastive.",
            "The cosine measure: G. Salton, A. Wong and C. S. Yang, \"A vector space model for automatic indexing\", CACM 18 (1975). " +
                "As torch.nn.CosineEmbeddingLoss."),
        new(
            nameof(MetricLearning.Triplet),
            MetricLearning.TripletInfo,
            LossTask.MetricLearning,
            "Triplet margin loss (torch.nn.TripletMarginLoss): max(0, ‖anchor - positive‖ - ‖anchor - negative‖ + margin).",
            ["similarity learning from triplets", "face recognition", "image retrieval"],
            "Avoid it without mining: most random triplets soon have no gradient. InfoNce compares with all others at once.",
            "F. Schroff, D. Kalenichenko and J. Philbin, \"FaceNet: a unified embedding for face recognition and clustering\", CVPR " +
                "2015."),
        new(
            nameof(MetricLearning.TripletWithSwap),
            MetricLearning.TripletWithSwapInfo,
            LossTask.MetricLearning,
            "Triplet margin loss with the distance swap (torch.nn.TripletMarginLoss, swap=True): the negative counts from the " +
                "nearer of anchor and positive.",
            ["similarity learning from triplets", "local image descriptors", "harder negatives from the same triplets"],
            "Avoid it where anchor and positive play different parts, such as a query and a document.",
            "V. Balntas, E. Riba, D. Ponsa and K. Mikolajczyk, \"Learning local feature descriptors with triplets and shallow " +
                "convolutional neural networks\", BMVC 2016."),
        new(
            nameof(MetricLearning.InfoNce),
            MetricLearning.InfoNceInfo,
            LossTask.MetricLearning,
            "InfoNCE: cross-entropy of cosine similarities over temperature, the i-th key being the class of the i-th query and all" +
                " others its negatives.",
            ["contrastive representation learning", "self-supervised learning", "retrieval with in-batch negatives"],
            "Avoid it with small batches, which have few negatives, and where a batch holds several samples of one class.",
            "A. van den Oord, Y. Li and O. Vinyals, \"Representation learning with contrastive predictive coding\", 2018."),
        new(
            nameof(MetricLearning.SymmetricInfoNce),
            MetricLearning.SymmetricInfoNceInfo,
            LossTask.MetricLearning,
            "Symmetric InfoNCE (the loss of CLIP): the mean of InfoNce of queries among keys and of keys among queries.",
            ["image and text pairs", "multi-modal representation learning", "retrieval in both directions"],
            "Avoid it with small batches, which have few negatives.",
            "A. Radford et al., \"Learning transferable visual models from natural language supervision\", ICML 2021."),
        new(
            nameof(MetricLearning.NtXent),
            MetricLearning.NtXentInfo,
            LossTask.MetricLearning,
            "NT-Xent (the loss of SimCLR): cross-entropy of cosine similarities over temperature, each view against all other " +
                "views, the other view of the same sample being its class.",
            ["self-supervised learning from augmented views", "contrastive representation learning"],
            "Avoid it with small batches, which have few negatives.",
            "T. Chen, S. Kornblith, M. Norouzi and G. Hinton, \"A simple framework for contrastive learning of visual " +
                "representations\", ICML 2020."),
    ];
}
