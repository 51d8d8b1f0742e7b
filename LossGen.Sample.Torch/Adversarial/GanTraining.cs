using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Sample.Torch;

/// <summary>What a generator draws at a step.</summary>
internal sealed record GanSnapshot(int Step, float[] Samples);

/// <summary>A training.</summary>
internal sealed record GanTrained(GanObjective Objective, IReadOnlyList<GanSnapshot> Course, double StepTime);

/// <summary>Trains a generator against a discriminator.</summary>
internal static class GanTraining
{
    private const int Latent = 8, Batch = 256, Drawn = 1024, Width = 96;

    public static GanTrained Run(GanObjective objective, int steps, int seed)
    {
        // Matrices as small as these are multiplied faster than threads are woken.
        set_num_threads(1);
        random.manual_seed(seed);
        using var generator = nn.Sequential(nn.Linear(Latent, Width), nn.ReLU(), nn.Linear(Width, Width), nn.ReLU(), nn.Linear(Width, 2));
        using var discriminator = nn.Sequential(nn.Linear(2, Width), nn.LeakyReLU(0.2), nn.Linear(Width, Width), nn.LeakyReLU(0.2), nn.Linear(Width, 1));
        using var ofGenerator = optim.Adam(generator.parameters(), 1e-3, 0.5, 0.9);
        using var ofDiscriminator = optim.Adam(discriminator.parameters(), 1e-3, 0.5, 0.9);
        int[] shown = [0, steps / 10, steps / 3, steps];
        var course = new List<GanSnapshot> { Draw(generator, 0) };
        long start = Stopwatch.GetTimestamp();
        for (int step = 1; step <= steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            for (int i = 0; i < objective.DiscriminatorSteps; i++)
                Step(ofDiscriminator, () => DiscriminatorLoss(objective, discriminator, generator));
            Step(ofGenerator, () => objective.Generator(Logits(discriminator, generator.call(randn(Batch, Latent)))));
            if (shown.Contains(step))
                course.Add(Draw(generator, step));
        }

        return new GanTrained(objective, course, Stopwatch.GetElapsedTime(start).TotalMilliseconds / steps);
    }

    private static void Step(optim.Optimizer optimizer, Func<Tensor> loss)
    {
        optimizer.zero_grad();
        loss().backward();
        optimizer.step();
    }

    private static Tensor DiscriminatorLoss(GanObjective objective, nn.Module<Tensor, Tensor> discriminator, nn.Module<Tensor, Tensor> generator)
    {
        Tensor real = RingOfGaussians.Sample(Batch), fake;
        using (no_grad())
            fake = generator.call(randn(Batch, Latent));
        Tensor loss = objective.Discriminator(Logits(discriminator, real), Logits(discriminator, fake));
        return objective.Penalty is { } penalty ? loss + penalty(Gradient(discriminator, real, fake)) : loss;
    }

    /// <summary>The critic's gradient at points between real and generated ones, itself a function of the critic's weights.</summary>
    private static Tensor Gradient(nn.Module<Tensor, Tensor> critic, Tensor real, Tensor fake)
    {
        Tensor share = rand(Batch, 1);
        Tensor between = ((share * real) + ((1 - share) * fake)).requires_grad_();
        return autograd.grad([critic.call(between).sum()], [between], retain_graph: true, create_graph: true)[0];
    }

    private static Tensor Logits(nn.Module<Tensor, Tensor> discriminator, Tensor samples) => discriminator.call(samples).squeeze(1);

    private static GanSnapshot Draw(nn.Module<Tensor, Tensor> generator, int step)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable guard = no_grad();
        return new GanSnapshot(step, [.. generator.call(randn(Drawn, Latent)).data<float>()]);
    }
}
