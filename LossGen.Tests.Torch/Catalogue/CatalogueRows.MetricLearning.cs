using LossGen.Losses;
using static LossGen.Tests.Torch.Catalogue.CatalogueInput;
using F = TorchSharp.torch.nn.functional;

namespace LossGen.Tests.Torch.Catalogue;

internal static partial class CatalogueRows
{
    private static IEnumerable<CatalogueRow> MetricLearningRows() =>
    [
        new(typeof(MetricLearning), nameof(MetricLearning.HingeEmbedding), Real("distance"), Sign("target"))
        {
            Each = t => F.hinge_embedding_loss(t["distance"], t["target"], t.Scalar("margin"), None),
            Options = [("margin", 0.25)],
        },
        new(typeof(MetricLearning), nameof(MetricLearning.MarginRanking), Real("input1"), Real("input2"), Sign("target"))
        {
            Each = t => F.margin_ranking_loss(t["input1"], t["input2"], t["target"], t.Scalar("margin"), None),
            Options = [("margin", 0.25)],
        },
    ];
}
