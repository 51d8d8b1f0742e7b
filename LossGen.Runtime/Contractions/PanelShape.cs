namespace LossGen.Contractions;

/// <summary>How a block is cut into panels.</summary>
/// <param name="Step">The rows (or columns) of the block that a panel holds.</param>
/// <param name="Width">The elements that a step of the depth takes in a panel: no fewer, and a multiple of the register.</param>
/// <param name="Size">How far panels are apart.</param>
internal readonly record struct PanelShape(nint Step, nint Width, nint Size);
