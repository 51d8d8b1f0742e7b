using System.Text.RegularExpressions;

namespace LossGen.Losses;

/// <summary>The words of a text as a search compares them: in lower case, without endings, synonyms made one.</summary>
internal static partial class UseCaseWords
{
    private static readonly HashSet<string> Ignored =
    [
        "a", "an", "and", "are", "as", "at", "avoid", "be", "but", "by", "can", "data", "do", "for", "from", "has", "have", "in",
        "into", "is", "it", "its", "learn", "learning", "loss", "model", "my", "no", "not", "of", "on", "one", "or", "over",
        "some", "task", "than", "that", "the", "their", "them", "there", "this", "to", "train", "training", "use", "what", "when",
        "where", "which", "who", "with", "without",
    ];

    private static readonly Dictionary<string, string> Synonyms = new()
    {
        ["unbalanced"] = "imbalance",
        ["imbalanced"] = "imbalance",
        ["skewed"] = "imbalance",
        ["rare"] = "imbalance",
        ["multiclass"] = "multi-class",
        ["categorical"] = "multi-class",
        ["segment"] = "segmentation",
        ["mask"] = "segmentation",
        ["box"] = "bounding",
        ["classify"] = "classification",
        ["classifier"] = "classification",
        ["robust"] = "outlier",
        ["gan"] = "adversarial",
        ["heavy-tailed"] = "outlier",
        ["iou"] = "intersection",
        ["pinball"] = "quantile",
        ["similarity"] = "similar",
        ["ordinal"] = "order",
        ["ordered"] = "order",
        ["embedding"] = "embed",
    };

    public static HashSet<string> Of(string text) =>
        [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).Where(word => !Ignored.Contains(word)).Select(Stem)];

    public static HashSet<string> OfName(string name) => Of(Capital().Replace(name, " $0"));

    private static string Stem(string word)
    {
        string singular = word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
        if (word.EndsWith("xes", StringComparison.Ordinal))
            singular = word[..^2];
        return Synonyms.GetValueOrDefault(singular, singular);
    }

    [GeneratedRegex("[\\p{L}0-9]+(-[\\p{L}0-9]+)*")]
    private static partial Regex Word();

    [GeneratedRegex("\\p{Lu}")]
    private static partial Regex Capital();
}
