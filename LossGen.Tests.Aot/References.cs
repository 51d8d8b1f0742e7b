namespace LossGen.Tests.Aot;

/// <summary>The same losses as plain loops in double. Each writes its gradient and returns its value.</summary>
internal static class References
{
    public static double Mse(double[] p, double[] y, double[] gradient)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            double e = p[i] - y[i];
            sum += e * e;
            gradient[i] = 2 * e / p.Length;
        }

        return sum / p.Length;
    }

    public static double Bce(double[] z, double[] y, double[] gradient, double[] hessian)
    {
        double sum = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double s = 1 / (1 + Math.Exp(-z[i]));
            sum += Math.Max(z[i], 0) + Math.Log(1 + Math.Exp(-Math.Abs(z[i]))) - (y[i] * z[i]);
            gradient[i] = (s - y[i]) / z.Length;
            hessian[i] = s * (1 - s) / z.Length;
        }

        return sum / z.Length;
    }

    public static double SoftDice(double[] p, double[] y, double smooth, double[] gradient)
    {
        double overlap = smooth, total = smooth;
        for (int i = 0; i < p.Length; i++)
        {
            overlap += 2 * p[i] * y[i];
            total += p[i] + y[i];
        }

        for (int i = 0; i < p.Length; i++)
            gradient[i] = ((overlap / total) - (2 * y[i])) / total;
        return 1 - (overlap / total);
    }

    public static double MaskedCauchy(double[] p, double[] y, int[] k, int ignore, double[] gradient)
    {
        int count = k.Count(label => label != ignore);
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            if (k[i] == ignore)
                continue;
            double e = p[i] - y[i];
            sum += Math.Log(1 + (e * e));
            gradient[i] = 2 * e / (1 + (e * e)) / count;
        }

        return sum / count;
    }

    public static double LogPartition(double[] z, double[] gradient)
    {
        double largest = z.Max(), sum = z.Sum(x => Math.Exp(x - largest));
        for (int i = 0; i < z.Length; i++)
            gradient[i] = (Math.Exp(z[i] - largest) / sum) - (1.0 / z.Length);
        return largest + Math.Log(sum) - z.Average();
    }
}
