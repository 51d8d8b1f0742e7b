using System.Reflection;

namespace LossGen.Sample;

/// <summary>What the arguments of a loss look like.</summary>
public enum InputKind
{
    /// <summary>Any numbers and any numbers.</summary>
    Numbers,

    /// <summary>Logits and labels 0 or 1.</summary>
    Labels,

    /// <summary>Scores and labels -1 or +1.</summary>
    Signs,

    /// <summary>Logarithms of rates and counts.</summary>
    Counts,

    /// <summary>Probabilities and a mask of 0 and 1.</summary>
    Mask,
}

/// <summary>One of the ten losses, with what it takes to run it.</summary>
/// <param name="Name">The method's name in <see cref="Losses"/>.</param>
/// <param name="Inputs">What it is to be called with.</param>
/// <param name="Run">The loss with its gradient.</param>
public sealed record LossCase(string Name, InputKind Inputs, LossWithGradient Run)
{
    public static readonly LossCase[] All =
    [
        new(nameof(Losses.Mse), InputKind.Numbers, (p, y, gradient) => Losses.MseWithGradient(p, y, gradient)),
        new(nameof(Losses.Mae), InputKind.Numbers, (p, y, gradient) => Losses.MaeWithGradient(p, y, gradient)),
        new(nameof(Losses.Huber), InputKind.Numbers, (p, y, gradient) => Losses.HuberWithGradient(p, y, gradient)),
        new(nameof(Losses.LogCosh), InputKind.Numbers, (p, y, gradient) => Losses.LogCoshWithGradient(p, y, gradient)),
        new(nameof(Losses.Quantile), InputKind.Numbers, (p, y, gradient) => Losses.QuantileWithGradient(p, y, 0.9f, gradient)),
        new(nameof(Losses.BinaryCrossEntropy), InputKind.Labels,
            (z, y, gradient) => Losses.BinaryCrossEntropyWithGradient(z, y, gradient)),
        new(nameof(Losses.Hinge), InputKind.Signs, (z, y, gradient) => Losses.HingeWithGradient(z, y, gradient)),
        new(nameof(Losses.Focal), InputKind.Labels, (z, y, gradient) => Losses.FocalWithGradient(z, y, gradient)),
        new(nameof(Losses.PoissonNll), InputKind.Counts, (z, y, gradient) => Losses.PoissonNllWithGradient(z, y, gradient)),
        new(nameof(Losses.SoftDice), InputKind.Mask, (p, y, gradient) => Losses.SoftDiceWithGradient(p, y, gradient)),
    ];

    /// <summary>The formula, read from the declaration so that it is written once.</summary>
    public string Formula => FormulaOf(Name);

    public static string FormulaOf(string name) => typeof(Losses).GetMethods().Where(method => method.Name == name)
        .Select(method => method.GetCustomAttribute<LossAttribute>()).First(attribute => attribute is not null)!.Formula;

    /// <summary>Three elements to check by hand.</summary>
    public static (float[] P, float[] Y) SmallInputs(InputKind kind) => kind switch
    {
        InputKind.Numbers => ([0.5f, -1, 2], [1, 0.5f, -2]),
        InputKind.Labels => ([0.5f, -1, 2], [1, 0, 1]),
        InputKind.Signs => ([0.5f, -1, 2], [1, -1, 1]),
        InputKind.Counts => ([0.5f, -1, 2], [1, 0, 4]),
        _ => ([0.9f, 0.2f, 0.6f], [1, 0, 1]),
    };

    /// <summary>Random elements, the same ones at every run.</summary>
    public static (float[] P, float[] Y) RandomInputs(InputKind kind, int length)
    {
        Random random = new(1);
        float[] p = new float[length], y = new float[length];
        for (int i = 0; i < length; i++)
        {
            float uniform = random.NextSingle(), other = random.NextSingle();
            p[i] = kind == InputKind.Mask ? uniform : 6 * uniform - 3;
            y[i] = kind switch
            {
                InputKind.Numbers => 6 * other - 3,
                InputKind.Signs => other < 0.5f ? -1 : 1,
                InputKind.Counts => MathF.Floor(5 * other),
                _ => other < 0.5f ? 0 : 1,
            };
        }

        return (p, y);
    }
}
