namespace LossGen.Cli.Plotting;

/// <summary>A loss of one element and its gradient along one of its parameters.</summary>
/// <param name="Along">What changes: <c>p - y</c>, or <c>z, y = 1</c>.</param>
/// <param name="X">Where it was evaluated.</param>
/// <param name="Loss">Its values.</param>
/// <param name="Gradient">Its gradients.</param>
internal sealed record Curve(string Along, double[] X, double[] Loss, double[] Gradient)
{
    /// <summary>Whether it is a curve and no mere point.</summary>
    public bool IsVisible => Loss.Count(double.IsFinite) > Loss.Length / 10;
}
