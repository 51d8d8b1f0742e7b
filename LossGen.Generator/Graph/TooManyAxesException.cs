namespace LossGen.Generator.Graph;

/// <summary>A formula has more axes than the compiler tells apart.</summary>
internal sealed class TooManyAxesException : Exception;
