using System.Diagnostics.CodeAnalysis;

namespace LossGen;

/// <summary>
/// Declares a loss function by its formula. The method must be <c>partial</c> and have no body; LossGen writes the body at compile time,
/// and beside it <c>NameWithGradient</c>, which computes the loss and its gradients in one fused call.
/// </summary>
/// <param name="formula">
/// One expression over the method's parameters, for instance <c>mean((p - y)^2)</c> or
/// <c>mean(abs(e) &lt;= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y</c>.
/// <para>Operators: <c>+ - * / ^</c>, comparisons, <c>&amp;&amp; || !</c>, <c>c ? a : b</c>; <c>x[i + 1] ?? 0</c> for an index that can lie outside.</para>
/// <para>Reductions, <c>sum[i](...)</c> or filtered, <c>mean[n | y[n] != 0](...)</c>: sum mean max min prod logsumexp norm count; along an axis:
/// softmax logsoftmax cumsum argmax argmin. A position is picked by an index, <c>z[n, y[n]]</c>; <c>size(i)</c> is the length of an axis.</para>
/// <para>Functions: abs acos asin atan atan2 cbrt ceil clamp cos cosh digamma erf erfc exp expm1 floor gelu lgamma log log1p log2 logcosh
/// logsigmoid logsumexp max min pow relu round rsqrt sigmoid sign silu sin sinh softplus sqrt square stopgrad tan tanh xlogy.</para>
/// <para>Names: definitions follow <c>where e = ..., d[i] = ...</c>; <c>pi</c> and <c>inf</c> are constants. See docs/language.md.</para>
/// </param>
/// <example>
/// <code>
/// [Loss("mean((p - y)^2)")]
/// public static partial float Mse(ReadOnlySpan&lt;float&gt; p, ReadOnlySpan&lt;float&gt; y);
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LossAttribute([StringSyntax(LossAttribute.FormulaSyntax)] string formula) : Attribute
{
    /// <summary>
    /// What the language of formulas is called in <see cref="StringSyntaxAttribute"/>, by which tools know such a string: parameters and fields that
    /// hold formulas can be marked with it too.
    /// </summary>
    public const string FormulaSyntax = "LossFormula";

    /// <summary>The formula, as written.</summary>
    [StringSyntax(FormulaSyntax)]
    public string Formula { get; } = formula;

    /// <summary>
    /// Whether to emit <c>NameWithGradientAndHessian</c> too, which also gives the diagonal of the second derivative
    /// (what gradient boosting needs). An error where the Hessian of the loss is not diagonal. By default it is not emitted.
    /// </summary>
    public bool Hessian { get; set; }

    /// <summary>
    /// Whether the gradient of a recurrence takes memory for about √T of its T steps instead of all: the way back computes the steps between two
    /// checkpoints again, for which the gradient takes some 60 % longer. For long sequences with many states. On devices it has no effect. By default all
    /// steps are kept.
    /// </summary>
    public bool Checkpoints { get; set; }

    /// <summary>
    /// Whether to emit overloads for ILGPU views too, in a project that references LossGen.Gpu, which is the default. The MSBuild property
    /// <c>LossGenGpu</c> set to <c>false</c> switches them off for a whole project.
    /// </summary>
    public bool Gpu { get; set; } = true;
}
