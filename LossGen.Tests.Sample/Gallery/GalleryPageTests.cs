using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using LossGen.Losses;
using LossGen.Sample.Gallery;

namespace LossGen.Tests.Sample.Gallery;

/// <summary>What the page of all losses has, and what it must not have.</summary>
public sealed partial class GalleryPageTests
{
    public static TheoryData<LossTask, string> Losses()
    {
        TheoryData<LossTask, string> losses = [];
        foreach (LossEntry entry in LossCatalogue.All)
            losses.Add(entry.Task, entry.Name);
        return losses;
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Each_loss_has_a_card_with_what_the_catalogue_says_of_it(LossTask task, string name)
    {
        LossEntry entry = LossCatalogue.All.Single(entry => entry.Task == task && entry.Name == name);
        string anchor = $"{task}-{name}".ToLowerInvariant();
        XElement card = Page.Card(anchor);
        Assert.Equal(entry.Name, card.Descendants("h3").Single().Value);
        Assert.Equal(entry.Summary, card.Elements("p").First(part => part.HasClass("summary")).Value);
        Assert.Equal(entry.UseCases, card.Descendants("ul").First(part => part.HasClass("uses")).Elements("li").Select(item => item.Value));
        Assert.Contains(card.Descendants("p"), part => part.Value == entry.WhenNot);
        Assert.Contains(card.Descendants("p"), part => part.HasClass("reference") && part.Value == entry.Paper);
        string[] code = [.. card.Descendants("code").Select(part => part.Value)];
        Assert.Contains(entry.Info.Formula, code);
        Assert.Contains(code, part => part.Contains($" {entry.Name}(", StringComparison.Ordinal));
        // In the contents too.
        Assert.Contains(Page.Document.Descendants("nav").Descendants("a"), link => (string?)link.Attribute("href") == $"#{anchor}");
    }

    [Fact]
    public void The_command_writes_the_page_into_its_folder()
    {
        string folder = Directory.CreateTempSubdirectory("lossgen-gallery-").FullName;
        try
        {
            string path = Assert.Single(GalleryCommand.Run(folder));
            Assert.Equal(Path.Combine(folder, "gallery.html"), path);
            Assert.Equal(Page.Text, File.ReadAllText(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void There_is_no_card_of_anything_else() => Assert.Equal(LossCatalogue.All.Count, Page.Cards.Count());

    [Fact]
    public void Each_formula_of_a_loss_is_typeset() =>
        Assert.All(Page.Cards, card => Assert.Contains(card.Elements(), part => part.HasClass("formula") && part.Descendants("math").Any()));

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_loss_of_a_prediction_and_a_target_has_a_picture(LossTask task, string name)
    {
        Type family = typeof(LossCatalogue).Assembly.GetType($"LossGen.Losses.{task}", throwOnError: true)!;
        bool isOfTwoSpans = family.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.Name == name)
            .Any(method => method.ReturnType == typeof(float) && method.GetParameters() is [var first, var second, .. var options]
                && first.ParameterType == typeof(ReadOnlySpan<float>) && second.ParameterType == typeof(ReadOnlySpan<float>)
                && options.All(option => option.ParameterType == typeof(float)));
        // The critics have no target: both arguments are scores.
        if (!isOfTwoSpans || task == LossTask.Generative)
            return;
        Assert.Single(Page.Card($"{task}-{name}".ToLowerInvariant()).Descendants("svg"));
    }

    [Fact]
    public void The_emitted_loop_of_a_loss_is_shown()
    {
        string[] code = [.. Page.Card("regression-squarederror").Descendants("code").Select(part => part.Value)];
        Assert.Contains(code, part => part.Contains("V predictionMinusTarget = prediction - target;", StringComparison.Ordinal));
    }

    [Fact]
    public void Curves_are_drawn_at_finite_places()
    {
        string[] paths = [.. Page.Document.Descendants("path").Select(path => path.Attribute("d")!.Value)];
        Assert.True(paths.Length > 50, $"only {paths.Length} curves");
        Assert.All(paths, path => Assert.Matches(PathData(), path));
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere()
    {
        string[] loading = ["link", "img", "iframe", "object", "embed", "video", "audio", "base", "source"];
        Assert.DoesNotContain(Page.Document.Descendants(), element => loading.Contains(element.Name.LocalName));
        Assert.All(
            Page.Document.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href" or "srcset" or "action"),
            attribute => Assert.StartsWith("#", attribute.Value, StringComparison.Ordinal));
        Assert.All(Resource().Matches(Page.Text).Select(match => match.Value), address => Assert.Equal("url(#", address));
        Assert.DoesNotContain("@import", Page.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bfetch\(", Page.Text);
    }

    [Fact]
    public void Ids_are_unique_and_every_link_in_the_page_leads_somewhere()
    {
        string[] ids = [.. Page.Document.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        string[] links = [.. Page.Document.Descendants("a").Attributes("href").Select(link => link.Value[1..])];
        Assert.Empty(links.Except(ids));
        Assert.Empty(Page.Document.Descendants().Attributes("data-for").Select(link => link.Value).Except(ids));
        Assert.Empty(Clip().Matches(Page.Text).Select(match => match.Groups[1].Value).Except(ids));
    }

    /// <summary>An empty div that closes itself is not closed where a browser reads it as HTML.</summary>
    [Fact]
    public void Only_elements_that_HTML_has_without_an_end_close_themselves()
    {
        string[] open = ["meta", "input", "line", "path", "rect", "mspace"];
        Assert.Empty(SelfClosed().Matches(Page.Text).Select(match => match.Groups[1].Value).Except(open));
    }

    [GeneratedRegex(@"^(M-?[0-9.]+ -?[0-9.]+(L-?[0-9.]+ -?[0-9.]+)*)+$")]
    private static partial Regex PathData();

    [GeneratedRegex(@"url\(.")]
    private static partial Regex Resource();

    [GeneratedRegex(@"""url\(#([^)]*)\)""")]
    private static partial Regex Clip();

    [GeneratedRegex(@"<([a-zA-Z]+)(?: [^<>]*)?/>")]
    private static partial Regex SelfClosed();
}
