namespace LossGen.Losses;

/// <summary>
/// Finds entries by words. A word counts the more, the fewer entries have it, and by where it stands: in the best use case, the task, the
/// name or what the summary calls the loss. What an entry is not for counts against it.
/// </summary>
internal static class UseCaseSearch
{
    private const double TaskWeight = 2;
    private const double UseCaseWeight = 3;
    private const double NameWeight = 2;
    private const double SummaryWeight = 1;
    private const double WhenNotWeight = -1;

    public static IReadOnlyList<LossSuggestion> Run(IReadOnlyList<LossEntry> entries, string query)
    {
        HashSet<string> words = UseCaseWords.Of(query);
        Indexed[] index = [.. entries.Select(entry => new Indexed(entry))];
        Dictionary<string, double> rarity = words.ToDictionary(word => word, word => Rarity(index, word));
        return
        [
            .. index.Select(item => item.Judge(words, rarity)).OfType<LossSuggestion>()
                .OrderByDescending(suggestion => suggestion.Score),
        ];
    }

    private static double Rarity(Indexed[] index, string word) =>
        Math.Log(1 + ((double)index.Length / (1 + index.Count(item => item.Praise.Contains(word)))));

    private sealed class Indexed
    {
        private readonly LossEntry entry;
        private readonly HashSet<string> task;
        private readonly HashSet<string> name;
        private readonly HashSet<string> summary;
        private readonly HashSet<string> whenNot;
        private readonly (string Text, HashSet<string> Words)[] useCases;

        public Indexed(LossEntry entry)
        {
            this.entry = entry;
            task = UseCaseWords.OfName(entry.Task.ToString());
            name = UseCaseWords.OfName(entry.Name);
            // What precedes the formula: what the loss is called.
            summary = UseCaseWords.Of(entry.Summary.Split(": ")[0]);
            // What follows the first sentence says what to use in its place.
            whenNot = UseCaseWords.Of(entry.WhenNot.Split([". ", ": "], StringSplitOptions.None)[0]);
            useCases = [.. entry.UseCases.Select(text => (text, UseCaseWords.Of(text)))];
            Praise = [.. task, .. name, .. summary, .. useCases.SelectMany(useCase => useCase.Words)];
        }

        public HashSet<string> Praise { get; }

        public LossSuggestion? Judge(HashSet<string> words, Dictionary<string, double> rarity)
        {
            double best = 0;
            string? bestText = null;
            foreach ((string text, HashSet<string> useCase) in useCases)
            {
                double score = Weight(useCase);
                if (score > best)
                    (best, bestText) = (score, text);
            }

            string[] inTask = [.. words.Where(task.Contains)];
            string[] inName = [.. words.Where(word => name.Contains(word) || summary.Contains(word))];
            double total = (UseCaseWeight * best) + (TaskWeight * Weight(task))
                + (NameWeight * Weight(name)) + (SummaryWeight * Weight(summary));
            if (total == 0)
                return null;
            total += WhenNotWeight * Weight(whenNot);
            if (total <= 0)
                return null;

            List<string> reasons = [];
            if (bestText is not null)
                reasons.Add($"it is used for {bestText}");
            if (inTask.Length > 0)
                reasons.Add($"its task is {entry.Task}");
            if (inName.Length > 0 && bestText is null)
                reasons.Add($"its description has '{string.Join("', '", inName)}'");
            string reason = string.Join(", ", reasons);
            return new LossSuggestion(entry, total, char.ToUpperInvariant(reason[0]) + reason[1..] + ".");

            double Weight(HashSet<string> place) => words.Where(place.Contains).Sum(word => rarity[word]);
        }
    }
}
