using System.Text.RegularExpressions;
using LossGen.Losses;
using SkiaSharp;

namespace LossGen.Tests.Sample.Gallery;

/// <summary>The gallery as a browser shows it from disk.</summary>
public sealed partial class BrowserTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lossgen-gallery-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [SkippableFact]
    public void A_search_shows_the_losses_that_fit()
    {
        Chromium.Require();
        string[] shown = Shown("#q=imbalanced&task=Segmentation");
        string[] expected = [.. LossCatalogue.ForTask(LossTask.Segmentation).Where(SpeaksOfImbalance)
            .Select(entry => $"segmentation-{entry.Name.ToLowerInvariant()}")];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, shown);

        static bool SpeaksOfImbalance(LossEntry entry) =>
            entry.UseCases.Append(entry.Summary).Any(text => text.Contains("imbalanced", StringComparison.OrdinalIgnoreCase));
    }

    [SkippableFact]
    public void Without_a_search_all_losses_are_shown()
    {
        Chromium.Require();
        Assert.Equal(LossCatalogue.All.Count, Shown("#regression-huber").Length);
    }

    /// <summary>Whether anything is wider than its card, on a phone and on a desk; a wide formula scrolls by itself.</summary>
    [SkippableTheory]
    [InlineData(500)]
    [InlineData(1280)]
    public void Nothing_runs_out_of_its_card(int width)
    {
        Chromium.Require();
        const string measure = """
            <script>
            document.querySelectorAll("details").forEach(part => part.open = true);
            const wide = [...document.querySelectorAll("article, body")].filter(part => part.scrollWidth > part.clientWidth + 1);
            document.title = "too wide: " + wide.map(part => part.id || "body").join(", ");
            </script></body>
            """;
        string dom = Chromium.Open(
            Saved(Page.Text.Replace("</body>", measure, StringComparison.Ordinal)), Profile(), $"--window-size={width},900", "--dump-dom");
        Assert.Equal("too wide: ", Title().Match(dom).Groups[1].Value);
    }

    [SkippableFact]
    public void It_is_painted_light_and_dark()
    {
        Chromium.Require();
        Assert.True(Background("light").Red > 200);
        Assert.True(Background("dark").Red < 60);
    }

    private string[] Shown(string fragment)
    {
        string dom = Chromium.Open(Saved(Page.Text) + fragment, Profile(), "--dump-dom");
        return [.. Card().Matches(dom).Where(card => !card.Value.Contains("hidden=\"\"", StringComparison.Ordinal))
            .Select(card => card.Groups[1].Value)];
    }

    /// <summary>The colour of the page at its left edge, in a picture in which something else is painted too.</summary>
    private SKColor Background(string theme)
    {
        string picture = Path.Combine(folder, $"{theme}.png");
        string page = Page.Text.Replace("<html ", $"<html data-theme=\"{theme}\" ", StringComparison.Ordinal);
        Chromium.Open(Saved(page), Profile(), $"--screenshot={picture}", "--window-size=1280,1600");
        using SKBitmap bitmap = SKBitmap.Decode(picture);
        Assert.Equal((1280, 1600), (bitmap.Width, bitmap.Height));
        Assert.True(bitmap.Pixels.Distinct().Count() > 50, "The picture is as good as empty.");
        return bitmap.GetPixel(2, 800);
    }

    private string Saved(string page)
    {
        string path = Path.Combine(folder, "gallery.html");
        File.WriteAllText(path, page);
        return new Uri(path).AbsoluteUri;
    }

    private string Profile() => Path.Combine(folder, $"profile-{Guid.NewGuid():N}");

    [GeneratedRegex("<article id=\"([^\"]*)\"[^>]*>")]
    private static partial Regex Card();

    [GeneratedRegex("<title>([^<]*)</title>")]
    private static partial Regex Title();
}
