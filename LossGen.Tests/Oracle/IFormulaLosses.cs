namespace LossGen.Tests.Oracle;

/// <summary>Compiled formulas over the tensors p and y and the scalar s, called by name: 'D' or 'S' for the type, and the number.</summary>
internal interface IFormulaLosses
{
    double Value(string name, double[] p, double[] y, double s);

    /// <summary>The value and the gradient, which is added to another where one is given.</summary>
    FormulaResults WithGradient(string name, double[] p, double[] y, double s, double upstream = 1, FormulaResults? accumulateTo = null);
}

/// <summary>The value and the gradient of a formula.</summary>
internal sealed record FormulaResults(double Value, double[] GradP, double[] GradY, double GradS);
