using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> MetricLearningOfRowsRows() =>
    [
        new(typeof(MetricLearning), nameof(MetricLearning.Contrastive), Real("input1", "n k"), Real("input2", "n k"), Binary("target"))
        { Each = ContrastiveOf, Options = [("margin", 5)], Largest = 1e15 },
        new(typeof(MetricLearning), nameof(MetricLearning.CosineEmbedding), Real("input1", "n k"), Real("input2", "n k"), Sign("target"))
        {
            Each = t => F.cosine_embedding_loss(t["input1"], t["input2"], t["target"], t.Scalar("margin"), None),
            Options = [("margin", 0.25)],
            Largest = 1e15,
        },
        Triplets(nameof(MetricLearning.Triplet), swap: false),
        Triplets(nameof(MetricLearning.TripletWithSwap), swap: true),
        new(typeof(MetricLearning), nameof(MetricLearning.InfoNce), Real("query", "i k"), Real("key", "i k"))
        { Each = t => InfoNceOf(Cosines(t, "query", "key")), Options = [("temperature", 0.5)] },
        new(typeof(MetricLearning), nameof(MetricLearning.SymmetricInfoNce), Real("query", "i k"), Real("key", "i k"))
        {
            Each = t => (InfoNceOf(Cosines(t, "query", "key")) + InfoNceOf(Cosines(t, "query", "key").t())) / 2,
            Options = [("temperature", 0.5)],
        },
        new(typeof(MetricLearning), nameof(MetricLearning.NtXent), Real("embedding", "i k"), Class("positive", "i", "i"))
        { Each = NtXentOf, Options = [("temperature", 0.25)] },
    ];

    private static CatalogueRow Triplets(string name, bool swap) =>
        new(typeof(MetricLearning), name, Real("anchor", "n k"), Real("positive", "n k"), Real("negative", "n k"))
        {
            Each = t => F.triplet_margin_loss(
                t["anchor"], t["positive"], t["negative"], t.Scalar("margin"), 2, t.Scalar("eps"), swap, None),
            Options = [("margin", 0.25), ("eps", 0.125)],
            Largest = 1e15,
        };

    private static Tensor ContrastiveOf(CatalogueArguments t)
    {
        Tensor d = (t["input1"] - t["input2"]).norm(1);
        Tensor apart = F.relu(t.Scalar("margin") - d).square();
        return ((t["target"] * d.square()) + ((1 - t["target"]) * apart)) / 2;
    }

    private static Tensor Cosines(CatalogueArguments t, string first, string second) =>
        (t[first] / t[first].norm(1).unsqueeze(1)).mm((t[second] / t[second].norm(1).unsqueeze(1)).t()) / t.Scalar("temperature");

    private static Tensor InfoNceOf(Tensor scores) => scores.logsumexp(1) - scores.diagonal();

    private static Tensor NtXentOf(CatalogueArguments t)
    {
        Tensor scores = Cosines(t, "embedding", "embedding");
        Tensor others = scores.masked_fill(eye(scores.shape[0], dtype: @bool), double.NegativeInfinity);
        return others.logsumexp(1) - scores.gather(1, t["positive"].unsqueeze(1)).squeeze(1);
    }
}
