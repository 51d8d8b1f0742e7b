using System.Xml.Linq;
using LossGen.Losses;

namespace LossGen.Sample.Gallery;

/// <summary>The catalogue as one page that needs nothing else: no other file and no network.</summary>
public static class GalleryPage
{
    private const string Title = "The losses of LossGen";

    /// <summary>The page. It is HTML, and well-formed XML as well.</summary>
    public static string Write()
    {
        (LossTask Task, GalleryEntry[] Entries)[] tasks =
            [.. Enum.GetValues<LossTask>().Select(task => (task, LossCatalogue.ForTask(task).Select(entry => new GalleryEntry(entry)).ToArray()))];
        XElement page = new(
            "html", new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", Title),
                Html.Raw("style", Html.Resource("plot.css")), Html.Raw("style", Html.Resource("gallery.css"))),
            new XElement("body",
                Html.Classed("a", "skip", new XAttribute("href", "#losses"), "To the losses"),
                Header(LossCatalogue.All.Count),
                Search(tasks.Select(task => (task.Task, task.Entries.Length))),
                Html.Classed("div", "columns", Contents(tasks), Losses(tasks)),
                new XElement("footer", new XElement("p", "Formulas, gradients, properties and plots are those of the compiled losses.")),
                Html.Raw("script", Html.Resource("gallery.js"))));
        return $"<!DOCTYPE html>\n{page.ToString(SaveOptions.DisableFormatting)}\n";
    }

    private static XElement Header(int count) => new(
        "header", Html.Id("top"),
        new XElement("button", Html.Id("theme"), new XAttribute("type", "button"), new XAttribute("hidden", "hidden"), "Dark"),
        new XElement("h1", Title),
        new XElement("p",
            $"{count} losses, each compiled by LossGen from the formula shown. What is said of their convexity, smoothness and robustness is " +
            "proven from the formula; plots show values and gradients of the compiled methods."));

    /// <summary>Hidden until the script has come alive: without one, the page shows everything.</summary>
    private static XElement Search(IEnumerable<(LossTask Task, int Count)> tasks) => new(
        "form", Html.Id("search-form"), new XAttribute("role", "search"), new XAttribute("hidden", "hidden"),
        new XElement("label", new XAttribute("for", "search"), "Search by name, use case or property"),
        new XElement("input",
            Html.Id("search"), new XAttribute("type", "search"), new XAttribute("autocomplete", "off"),
            new XAttribute("placeholder", "imbalanced, outliers, convex …")),
        Html.Classed("div", "chips", new XAttribute("role", "group"), new XAttribute("aria-label", "Task"),
            tasks.Select(task => Chip(task.Task.ToString(), $"{GalleryEntry.Words(task.Task.ToString())} {task.Count}")).Prepend(Chip("", "All"))),
        new XElement("p", Html.Id("found"), new XAttribute("role", "status"), "All losses."));

    private static XElement Chip(string task, string text) => new(
        "button", new XAttribute("type", "button"), new XAttribute("data-task", task),
        new XAttribute("aria-pressed", task.Length == 0 ? "true" : "false"), text);

    private static XElement Contents((LossTask Task, GalleryEntry[] Entries)[] tasks) => new(
        "nav", new XAttribute("aria-label", "Contents"),
        new XElement("details", Html.Id("contents"), new XAttribute("open", "open"),
            new XElement("summary", "Contents"),
            tasks.Select(task => Html.Classed("div", "task-contents",
                new XElement("p", Html.Link($"#{Anchor(task.Task)}", GalleryEntry.Words(task.Task.ToString()))),
                new XElement("ul", task.Entries.Select(entry => new XElement(
                    "li", new XAttribute("data-for", entry.Anchor), Html.Link($"#{entry.Anchor}", entry.Name))))))));

    private static XElement Losses((LossTask Task, GalleryEntry[] Entries)[] tasks) => new(
        "main", Html.Id("losses"),
        tasks.Select(task => new XElement("section", new XAttribute("aria-labelledby", Anchor(task.Task)),
            new XElement("h2", Html.Id(Anchor(task.Task)), GalleryEntry.Words(task.Task.ToString())),
            task.Entries.Select(entry => entry.Card()))));

    private static string Anchor(LossTask task) => $"task-{task.ToString().ToLowerInvariant()}";
}
