using System.Numerics;

namespace LossGen.Tests.Torch;

/// <summary>What any loss of the table may take, and the gradients that it writes.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Inputs<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, T[]> gradients = [];
    private readonly Dictionary<string, T[]> hessians = [];

    public Inputs(int count)
    {
        P = new T[count];
        Q = new T[count];
        Y = new T[count];
        B = new T[count];
        W = new T[count];
        K = new int[count];
        Losses = new T[count];
    }

    /// <summary>Gets the predictions or logits: any number.</summary>
    public T[] P { get; }

    /// <summary>Gets the probabilities, from 0.001 to 0.999.</summary>
    public T[] Q { get; }

    /// <summary>Gets the targets: any number.</summary>
    public T[] Y { get; }

    /// <summary>Gets the binary labels, 0 or 1.</summary>
    public T[] B { get; }

    /// <summary>Gets the weights, from 0.1 to 2.</summary>
    public T[] W { get; }

    /// <summary>Gets the class labels, from -1 to 2.</summary>
    public int[] K { get; }

    /// <summary>Gets or sets a scalar, from 0.3 to 1.5.</summary>
    public T S { get; set; }

    /// <summary>Gets the output of a loss per element.</summary>
    public T[] Losses { get; }

    /// <summary>Gets the gradients that were asked for, by the name of the input.</summary>
    public IReadOnlyDictionary<string, T[]> Gradients => gradients;

    /// <summary>Gets the Hessian diagonals that were asked for, by the name of the input.</summary>
    public IReadOnlyDictionary<string, T[]> Hessians => hessians;

    public T[] DP => Slot(gradients, nameof(P), P.Length);

    public T[] DQ => Slot(gradients, nameof(Q), Q.Length);

    public T[] DY => Slot(gradients, nameof(Y), Y.Length);

    public T[] DW => Slot(gradients, nameof(W), W.Length);

    public ref T DS => ref Slot(gradients, nameof(S), 1)[0];

    public T[] HP => Slot(hessians, nameof(P), P.Length);

    public static Inputs<T> Random(int count, int seed)
    {
        var random = new Random(seed);
        var inputs = new Inputs<T>(count) { S = T.CreateChecked(0.3 + (1.2 * random.NextDouble())) };
        for (int i = 0; i < count; i++)
        {
            inputs.P[i] = T.CreateChecked(3 * Normal(random));
            inputs.Q[i] = T.CreateChecked(0.001 + (0.998 * random.NextDouble()));
            inputs.Y[i] = T.CreateChecked(2 * Normal(random));
            inputs.B[i] = random.Next(2) == 0 ? T.Zero : T.One;
            inputs.W[i] = T.CreateChecked(0.1 + (1.9 * random.NextDouble()));
            inputs.K[i] = random.Next(-1, 3);
        }

        return inputs;
    }

    /// <summary>All elements alike, so that a single extreme value decides the result.</summary>
    public static Inputs<T> Constant(int count, double p, double y, double q, double b)
    {
        var inputs = new Inputs<T>(count) { S = T.One };
        inputs.P.AsSpan().Fill(T.CreateChecked(p));
        inputs.Q.AsSpan().Fill(T.CreateChecked(q));
        inputs.Y.AsSpan().Fill(T.CreateChecked(y));
        inputs.B.AsSpan().Fill(T.CreateChecked(b));
        inputs.W.AsSpan().Fill(T.One);
        return inputs;
    }

    // NaN shows what was not written.
    private static T[] Slot(Dictionary<string, T[]> slots, string name, int count)
    {
        if (!slots.TryGetValue(name, out T[]? slot))
        {
            slot = new T[count];
            slot.AsSpan().Fill(T.NaN);
            slots.Add(name, slot);
        }

        return slot;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
