using System.Numerics.Tensors;

namespace LossGen.Losses;

// Labels without padding, as PyTorch takes them in a tensor of one dimension.
public static partial class Sequence
{
    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    public static float Ctc(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return Ctc(logProbabilities, target: padded.Rows, inputLengths, targetLengths, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, TensorSpan{float}, int, int, float, bool)"/>
    public static float CtcWithGradient(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, TensorSpan<float> gradLogProbabilities, int blank = 0, int zeroInfinity = 0,
        float upstream = 1, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithGradient(logProbabilities, target: padded.Rows, inputLengths, targetLengths, gradLogProbabilities, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    public static double Ctc(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return Ctc(logProbabilities, target: padded.Rows, inputLengths, targetLengths, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithGradient(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, TensorSpan{double}, int, int, double, bool)"/>
    public static double CtcWithGradient(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, TensorSpan<double> gradLogProbabilities, int blank = 0, int zeroInfinity = 0,
        double upstream = 1, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithGradient(logProbabilities, target: padded.Rows, inputLengths, targetLengths, gradLogProbabilities, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcSum(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    public static float CtcSum(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcSum(logProbabilities, target: padded.Rows, inputLengths, targetLengths, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcSumWithGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, TensorSpan{float}, int, int, float, bool)"/>
    public static float CtcSumWithGradient(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, TensorSpan<float> gradLogProbabilities, int blank = 0, int zeroInfinity = 0,
        float upstream = 1, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcSumWithGradient(logProbabilities, target: padded.Rows, inputLengths, targetLengths, gradLogProbabilities, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcSum(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    public static double CtcSum(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcSum(logProbabilities, target: padded.Rows, inputLengths, targetLengths, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcSumWithGradient(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, TensorSpan{double}, int, int, double, bool)"/>
    public static double CtcSumWithGradient(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, TensorSpan<double> gradLogProbabilities, int blank = 0, int zeroInfinity = 0,
        double upstream = 1, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcSumWithGradient(logProbabilities, target: padded.Rows, inputLengths, targetLengths, gradLogProbabilities, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{float}, int, int)"/>
    public static void Ctc(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        Ctc(logProbabilities, target: padded.Rows, inputLengths, targetLengths, loss, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{float}, TensorSpan{float}, int, int, float, bool)"/>
    public static void CtcWithGradient(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss, TensorSpan<float> gradLogProbabilities, int blank = 0,
        int zeroInfinity = 0, float upstream = 1, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithGradient(logProbabilities, target: padded.Rows, inputLengths, targetLengths, loss, gradLogProbabilities, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{float}, TensorSpan{float}, ReadOnlySpan{float}, int, int, bool)"/>
    public static void CtcWithGradient(
        ReadOnlyTensorSpan<float> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss, TensorSpan<float> gradLogProbabilities, ReadOnlySpan<float> upstream,
        int blank = 0, int zeroInfinity = 0, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithGradient(logProbabilities, target: padded.Rows, inputLengths, targetLengths, loss, gradLogProbabilities, upstream, blank, zeroInfinity, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="Ctc(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{double}, int, int)"/>
    public static void Ctc(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        Ctc(logProbabilities, target: padded.Rows, inputLengths, targetLengths, loss, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithGradient(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{double}, TensorSpan{double}, int, int, double, bool)"/>
    public static void CtcWithGradient(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss, TensorSpan<double> gradLogProbabilities, int blank = 0,
        int zeroInfinity = 0, double upstream = 1, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithGradient(logProbabilities, target: padded.Rows, inputLengths, targetLengths, loss, gradLogProbabilities, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithGradient(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{double}, TensorSpan{double}, ReadOnlySpan{double}, int, int, bool)"/>
    public static void CtcWithGradient(
        ReadOnlyTensorSpan<double> logProbabilities, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss, TensorSpan<double> gradLogProbabilities, ReadOnlySpan<double> upstream,
        int blank = 0, int zeroInfinity = 0, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithGradient(logProbabilities, target: padded.Rows, inputLengths, targetLengths, loss, gradLogProbabilities, upstream, blank, zeroInfinity, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    public static float CtcWithLogits(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithLogits(logits, target: padded.Rows, inputLengths, targetLengths, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsWithGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, TensorSpan{float}, int, int, float, bool)"/>
    public static float CtcWithLogitsWithGradient(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, TensorSpan<float> gradLogits, int blank = 0, int zeroInfinity = 0, float upstream = 1,
        bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithLogitsWithGradient(logits, target: padded.Rows, inputLengths, targetLengths, gradLogits, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    public static double CtcWithLogits(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithLogits(logits, target: padded.Rows, inputLengths, targetLengths, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsWithGradient(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, TensorSpan{double}, int, int, double, bool)"/>
    public static double CtcWithLogitsWithGradient(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, TensorSpan<double> gradLogits, int blank = 0, int zeroInfinity = 0, double upstream = 1,
        bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithLogitsWithGradient(logits, target: padded.Rows, inputLengths, targetLengths, gradLogits, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsSum(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    public static float CtcWithLogitsSum(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithLogitsSum(logits, target: padded.Rows, inputLengths, targetLengths, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsSumWithGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, TensorSpan{float}, int, int, float, bool)"/>
    public static float CtcWithLogitsSumWithGradient(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, TensorSpan<float> gradLogits, int blank = 0, int zeroInfinity = 0, float upstream = 1,
        bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithLogitsSumWithGradient(logits, target: padded.Rows, inputLengths, targetLengths, gradLogits, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsSum(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, int, int)"/>
    public static double CtcWithLogitsSum(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithLogitsSum(logits, target: padded.Rows, inputLengths, targetLengths, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsSumWithGradient(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, TensorSpan{double}, int, int, double, bool)"/>
    public static double CtcWithLogitsSumWithGradient(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, TensorSpan<double> gradLogits, int blank = 0, int zeroInfinity = 0, double upstream = 1,
        bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        return CtcWithLogitsSumWithGradient(logits, target: padded.Rows, inputLengths, targetLengths, gradLogits, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{float}, int, int)"/>
    public static void CtcWithLogits(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithLogits(logits, target: padded.Rows, inputLengths, targetLengths, loss, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsWithGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{float}, TensorSpan{float}, int, int, float, bool)"/>
    public static void CtcWithLogitsWithGradient(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss, TensorSpan<float> gradLogits, int blank = 0, int zeroInfinity = 0,
        float upstream = 1, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithLogitsWithGradient(logits, target: padded.Rows, inputLengths, targetLengths, loss, gradLogits, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsWithGradient(ReadOnlyTensorSpan{float}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{float}, TensorSpan{float}, ReadOnlySpan{float}, int, int, bool)"/>
    public static void CtcWithLogitsWithGradient(
        ReadOnlyTensorSpan<float> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<float> loss, TensorSpan<float> gradLogits, ReadOnlySpan<float> upstream,
        int blank = 0, int zeroInfinity = 0, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithLogitsWithGradient(logits, target: padded.Rows, inputLengths, targetLengths, loss, gradLogits, upstream, blank, zeroInfinity, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogits(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{double}, int, int)"/>
    public static void CtcWithLogits(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss, int blank = 0, int zeroInfinity = 0)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithLogits(logits, target: padded.Rows, inputLengths, targetLengths, loss, blank, zeroInfinity);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsWithGradient(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{double}, TensorSpan{double}, int, int, double, bool)"/>
    public static void CtcWithLogitsWithGradient(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss, TensorSpan<double> gradLogits, int blank = 0, int zeroInfinity = 0,
        double upstream = 1, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithLogitsWithGradient(logits, target: padded.Rows, inputLengths, targetLengths, loss, gradLogits, blank, zeroInfinity, upstream, accumulate);
    }

    /// <summary>
    /// The same of labels without padding: those of all sequences one behind the other in <paramref name="concatenated"/>, as many of each as
    /// <paramref name="targetLengths"/> says.
    /// </summary>
    /// <inheritdoc cref="CtcWithLogitsWithGradient(ReadOnlyTensorSpan{double}, ReadOnlyTensorSpan{int}, ReadOnlySpan{int}, ReadOnlySpan{int}, Span{double}, TensorSpan{double}, ReadOnlySpan{double}, int, int, bool)"/>
    public static void CtcWithLogitsWithGradient(
        ReadOnlyTensorSpan<double> logits, ReadOnlySpan<int> concatenated, ReadOnlySpan<int> inputLengths,
        ReadOnlySpan<int> targetLengths, Span<double> loss, TensorSpan<double> gradLogits, ReadOnlySpan<double> upstream,
        int blank = 0, int zeroInfinity = 0, bool accumulate = false)
    {
        using var padded = new PaddedTargets(concatenated, targetLengths);
        CtcWithLogitsWithGradient(logits, target: padded.Rows, inputLengths, targetLengths, loss, gradLogits, upstream, blank, zeroInfinity, accumulate);
    }
}
