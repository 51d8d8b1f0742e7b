using LossGen;

float[] p = [1, 2], gradient = new float[2];
Console.WriteLine(Losses.Train(p, gradient));

// A private loss of which only the gradient is called, with a parameter that it does not use and a kink.
internal static partial class Losses
{
    public static float Train(float[] p, float[] gradient) => TrainedWithGradient(p, 0, gradient);

    [Loss("mean(abs(p))")]
    private static partial float Trained(ReadOnlySpan<float> p, float unused);
}
