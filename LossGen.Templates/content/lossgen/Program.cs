using System.Globalization;

// Points on the line y = 2 x - 1, with a little noise, and every tenth of them far off.
var random = new Random(1);
const int Count = 200;
float[] x = new float[Count], y = new float[Count];
for (int i = 0; i < Count; i++)
{
    x[i] = (4f * i / Count) - 2;
    y[i] = (2 * x[i]) - 1 + (0.1f * random.NextSingle());
    if (i % 10 == 0)
        y[i] += 20;
}

// Gradient descent: the loss and its gradient by each prediction come from one call.
float slope = 0, intercept = 0;
float[] prediction = new float[Count], gradient = new float[Count];
for (int step = 0; step <= 600; step++)
{
    for (int i = 0; i < Count; i++)
        prediction[i] = (slope * x[i]) + intercept;
    float loss = Losses.CauchyWithGradient(prediction, y, gradient, scale: 0.5f);
    if (step % 100 == 0)
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"step {step,3}: loss {loss:0.0000}, y = {slope:0.00} x {intercept:+ 0.00;- 0.00}"));

    // By the chain rule, the gradient by the slope is that by each prediction times its x.
    for (int i = 0; i < Count; i++)
    {
        slope -= 0.1f * gradient[i] * x[i];
        intercept -= 0.1f * gradient[i];
    }
}

// What LossGen has found out about the formula.
LossGen.LossInfo info = Losses.CauchyInfo;
Console.WriteLine($"The gradient by {info.Parameter}: {info.Gradients[info.Parameter]}");
Console.WriteLine($"An outlier has a bounded influence: {info.IsRobust}; convex: {info.Convexity}");
