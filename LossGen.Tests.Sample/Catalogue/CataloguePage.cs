using System.Text;
using LossGen.Losses;
using LossGen.Sample;
using LossGen.Sample.Gallery;

namespace LossGen.Tests.Sample.Catalogue;

/// <summary>Writes docs/catalogue.md: what to choose for what, and all that is known of each loss, from the catalogue itself; and the plots that it shows.</summary>
internal static class CataloguePage
{
    /// <summary>The plots of the losses that are functions of one number, by the names of their files.</summary>
    public static SortedDictionary<string, string> Plots() => new(
        LossCatalogue.All.Select(entry => (entry, figure: GalleryFigures.Of(entry))).Where(pair => pair.figure is not null)
            .ToDictionary(pair => PlotName(pair.entry), pair => PlotFile.Of(pair.figure!)), StringComparer.Ordinal);

    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("""
            # The catalogue

            Every loss of `LossGen.Losses`: what it is for, where not to use it, and what was derived from its formula and proven of it when it was compiled. This page is
            written from the catalogue by a test, which fails where they differ. The curves are those of the compiled methods. The [gallery](../README.md#the-gallery) has the same
            with formulas typeset and the emitted loops; `LossCatalogue.For("imbalanced segmentation")` searches it, and `LossGen.Sample -- choose` on the command line. Each loss is there for float and double, with a gradient, as the
            mean, as `NameSum`, and, where it has losses per element, with a `Span` that takes them; and as [a module of torch](torch.md#modules).

            "–" is not proven, or not so.

            """).Append('\n');
        foreach (LossTask task in Enum.GetValues<LossTask>())
            page.Append($"- [{Words(task)}](#{Words(task).ToLowerInvariant().Replace(' ', '-')})\n");
        foreach (LossTask task in Enum.GetValues<LossTask>())
        {
            IReadOnlyList<LossEntry> losses = LossCatalogue.ForTask(task);
            page.Append($"\n## {Words(task)}\n\n| for | take |\n|---|---|\n");
            foreach (IGrouping<string, LossEntry> use in losses.SelectMany(entry => entry.UseCases.Select(use => (use, entry))).GroupBy(pair => pair.use, pair => pair.entry))
                page.Append($"| {use.Key} | {string.Join(", ", use.Select(entry => $"[{entry.Name}](#{entry.Name.ToLowerInvariant()})"))} |\n");
            foreach (LossEntry entry in losses)
                Append(page, task, entry);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, LossTask task, LossEntry entry)
    {
        LossInfo info = entry.Info;
        page.Append($"\n### {entry.Name}\n\n{entry.Summary} `{task}.{entry.Name}`\n\n");
        if (GalleryFigures.Of(entry) is { } figure)
            page.Append($"![{CurvePlot.Description(figure)}](plots/{PlotName(entry)})\n\n");
        page.Append($"```text\n{info.Formula}\n");
        foreach ((string parameter, string gradient) in info.Gradients)
            page.Append($"d/d{parameter} = {gradient}\n");
        page.Append("```\n\n| convex | smooth | robust | largest gradient | value | where |\n|---|---|---|---|---|---|\n");
        page.Append($"| {Characteristics.Convex(info)} | {Characteristics.Smooth(info)} | {(info.IsRobust ? "yes" : Characteristics.Unproven)} ");
        page.Append($"| {Cell(Characteristics.Bound(info))} | {Cell(Characteristics.Range(info))} | {(info.Assumption.Length > 0 ? Cell(info.Assumption) : "")} |\n\n");
        page.Append($"{entry.WhenNot} Reference: {entry.Paper}\n");
    }

    private static string PlotName(LossEntry entry) => $"{new GalleryEntry(entry).Anchor}.svg";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Words(LossTask task) => task switch
    {
        LossTask.MetricLearning => "Metric learning",
        LossTask.ReinforcementLearning => "Reinforcement learning",
        _ => task.ToString(),
    };
}
