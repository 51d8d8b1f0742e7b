using LossGen.TorchApp;
using TorchSharp;
using static TorchSharp.torch;

// A curve with outliers, a network, and a loss that is a formula.
random.manual_seed(1);
Tensor x = (rand(512, 1) * 4) - 2;
Tensor y = sin(3 * x) + (3 * (rand(512, 1) < 0.15));
using var network = nn.Sequential(nn.Linear(1, 64), nn.Tanh(), nn.Linear(64, 64), nn.Tanh(), nn.Linear(64, 1));
using var optimizer = optim.Adam(network.parameters(), 0.01);

for (int step = 0; step <= 600; step++)
{
    using var scope = NewDisposeScope();
    Tensor loss = Losses.GemanMcClure(network.call(x), y);
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
    if (step % 100 == 0)
        Console.WriteLine($"step {step,3}: loss {loss.item<float>():0.0000}");
}

using (no_grad())
    Console.WriteLine($"mean distance to the curve: {(network.call(x) - sin(3 * x)).abs().mean().item<float>():0.000}");
