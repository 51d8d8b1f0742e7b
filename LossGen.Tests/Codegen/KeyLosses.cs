namespace LossGen.Tests.Codegen;

/// <summary>The losses whose machine code is looked at: a cheap one, one with a choice, those of functions, and one over rows, long and short.</summary>
public static partial class KeyLosses
{
    private const int Count = 1024, Columns = 64, FewColumns = 16;

    [Loss("mean((p - y)^2)")]
    public static partial float Mse(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("mean(abs(e) <= delta ? e^2 / 2 : delta * (abs(e) - delta / 2)) where e = p - y")]
    public static partial float Huber(ReadOnlySpan<float> p, ReadOnlySpan<float> y, float delta = 1);

    [Loss("mean(log(cosh(p - y)))")]
    public static partial float LogCosh(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("-mean(y * log(sigmoid(p)) + (1 - y) * log(1 - sigmoid(p)))")]
    public static partial float BceFromLogits(ReadOnlySpan<float> p, ReadOnlySpan<float> y);

    [Loss("-mean((1 - q)^gamma * log(q)) where s = (2 * y - 1) * p, q = sigmoid(s)")]
    public static partial float Focal(ReadOnlySpan<float> p, ReadOnlySpan<float> y, [Range(1, 10)] float gamma = 2);

    [Loss("mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])")]
    public static partial float CrossEntropy(ReadOnlySpan<float> z, ReadOnlySpan<int> y);

    /// <summary>Calls each once, so that the JIT compiles its loops for the widest registers that it may use.</summary>
    public static void CallAll()
    {
        float[] p = new float[Count], y = new float[Count], gradP = new float[Count];
        int[] classes = new int[Count / Columns], fewClasses = new int[Count / FewColumns];
        Mse(p, y);
        MseWithGradient(p, y, gradP);
        Huber(p, y);
        HuberWithGradient(p, y, gradP);
        LogCosh(p, y);
        LogCoshWithGradient(p, y, gradP);
        BceFromLogits(p, y);
        BceFromLogitsWithGradient(p, y, gradP);
        Focal(p, y);
        FocalWithGradient(p, y, gradP);
        CrossEntropy(p, classes);
        CrossEntropyWithGradient(p, classes, gradP);
        CrossEntropy(p, fewClasses);
        CrossEntropyWithGradient(p, fewClasses, gradP);
    }
}
