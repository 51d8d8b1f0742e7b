namespace LossGen.Generator.Inference;

/// <summary>What a parameter of a usual name is taken for where the formula leaves it open.</summary>
internal static class Convention
{
    /// <summary>The label of what is not labelled, as in PyTorch.</summary>
    private const string Ignored = "-100";

    /// <summary>Hyper-parameters by the names that losses have for them, with a value that is usual.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["alpha"] = "0.25f",
        ["beta"] = "1f",
        ["gamma"] = "2f",
        ["delta"] = "1f",
        ["eps"] = "1e-7f",
        ["epsilon"] = "1e-7f",
        ["tau"] = "0.5f",
        ["lambda"] = "1f",
        ["sigma"] = "1f",
        ["margin"] = "1f",
        ["smooth"] = "1f",
        ["smoothing"] = "0.1f",
        ["temperature"] = "1f",
        ["ignore"] = Ignored,
        ["ignoreIndex"] = Ignored,
        ["ignore_index"] = Ignored,
    };

    /// <summary>What losses call tensors that are given rather than predicted.</summary>
    private static readonly HashSet<string> Given =
        ["y", "t", "target", "targets", "label", "labels", "truth", "w", "weight", "weights", "mask"];

    /// <summary>Whether a tensor of this name is given: the gradient is by another where there is one.</summary>
    public static bool IsGiven(string name) => Given.Contains(name);

    /// <summary>The usual value of a hyper-parameter as C#; null where the name is none.</summary>
    public static string? ValueOf(string name) => Values.TryGetValue(name, out string? value) ? value : null;

    /// <summary>The type of a hyper-parameter: labels to be ignored are integers.</summary>
    public static string TypeOf(string name) => ValueOf(name) == Ignored ? "int" : "float";
}
