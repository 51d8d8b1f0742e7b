using TorchSharp;
using static TorchSharp.torch;

namespace LossGen.Torch;

/// <summary>
/// Runs a network and gives what some of its layers put out. The layers are found by their names (<c>features.3</c>), and nothing of the network is
/// changed. One extractor serves one thread at a time.
/// </summary>
public sealed class FeatureExtractor : IDisposable
{
    private readonly nn.Module<Tensor, Tensor> network;
    private readonly string[] layers;
    private readonly List<Action> unhook = [];
    private readonly Dictionary<string, Tensor> seen = [];

    /// <summary>Listens to layers of a network.</summary>
    /// <param name="network">The network, a sequence or any module with named modules within.</param>
    /// <param name="layers">The names of modules that take a tensor and give one, as <c>named_modules</c> lists them.</param>
    /// <exception cref="ArgumentException">There is no layer, or none of a name.</exception>
    public FeatureExtractor(nn.Module<Tensor, Tensor> network, params IEnumerable<string> layers)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layers);
        this.network = network;
        this.layers = [.. layers];
        if (this.layers.Length == 0)
            throw new ArgumentException("Name at least one layer.", nameof(layers));
        Dictionary<string, nn.Module> named = network.named_modules().ToDictionary(module => module.name, module => module.module);
        foreach (string layer in this.layers.Distinct())
        {
            if (!named.TryGetValue(layer, out nn.Module? module) || module is not nn.Module<Tensor, Tensor> found)
            {
                Dispose();
                throw new ArgumentException(
                    $"'{layer}' is no layer of the network that takes a tensor and gives one. Its layers: {string.Join(", ", named.Keys.Where(name => name.Length > 0))}.",
                    nameof(layers));
            }

            var hook = found.register_forward_hook((_, _, output) => Keep(layer, output));
            unhook.Add(hook.remove);
        }
    }

    /// <summary>Gets the names of the layers.</summary>
    public IReadOnlyList<string> Layers => layers;

    /// <summary>Runs the network.</summary>
    /// <param name="images">What goes in.</param>
    /// <returns>What each layer puts out, in the order of the names.</returns>
    /// <exception cref="InvalidOperationException">The network ran past a layer.</exception>
    public IReadOnlyList<Tensor> Extract(Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        seen.Clear();
        network.call(images);
        string? missed = layers.FirstOrDefault(layer => !seen.ContainsKey(layer));
        foreach (Tensor output in seen.Values)
            scope.Attach(output);
        if (missed is not null)
            throw new InvalidOperationException($"The network did not come by '{missed}'.");
        return [.. layers.Select(layer => seen[layer].MoveToOuterDisposeScope())];
    }

    /// <summary>Listens no more. The network stays the caller's.</summary>
    public void Dispose()
    {
        foreach (Action remove in unhook)
            remove();
        unhook.Clear();
    }

    /// <summary>A sequence frees what its layers put out as soon as the next has read it.</summary>
    private Tensor Keep(string layer, Tensor output)
    {
        if (seen.Remove(layer, out Tensor? before))
            before.Dispose();
        seen.Add(layer, output.alias().DetachFromDisposeScope());
        return output;
    }
}
