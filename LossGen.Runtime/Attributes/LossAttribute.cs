namespace LossGen;

/// <summary>
/// Declares a loss function by its formula. The method must be <c>partial</c> and have no body; LossGen writes the body at compile time,
/// and beside it <c>NameWithGradient</c>, which computes the loss and its gradients in one fused call.
/// </summary>
/// <param name="formula">
/// One expression over the method's parameters, for instance <c>mean((p - y)^2)</c> or
/// <c>mean(abs(e) &lt;= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y</c>. See docs/language.md.
/// </param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LossAttribute(string formula) : Attribute
{
    /// <summary>The formula, as written.</summary>
    public string Formula { get; } = formula;

    /// <summary>
    /// Whether to emit <c>NameWithGradientAndHessian</c> too, which also gives the diagonal of the second derivative
    /// (what gradient boosting needs). An error where the Hessian of the loss is not diagonal.
    /// </summary>
    public bool Hessian { get; set; }

    /// <summary>
    /// Whether the gradient of a recurrence takes memory for about √T of its T steps instead of all: the way back computes the steps between two
    /// checkpoints again, which takes up to half as long again. For long sequences with many states. On devices it has no effect.
    /// </summary>
    public bool Checkpoints { get; set; }

    /// <summary>
    /// Whether to emit overloads for ILGPU views too, in a project that references LossGen.Gpu. The MSBuild property <c>LossGenGpu</c>
    /// set to <c>false</c> switches them off for a whole project.
    /// </summary>
    public bool Gpu { get; set; } = true;
}
