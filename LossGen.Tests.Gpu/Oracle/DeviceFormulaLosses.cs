using ILGPU.Runtime;
using LossGen.Tests.Gpu.Losses;
using LossGen.Tests.Oracle;

namespace LossGen.Tests.Gpu.Oracle;

/// <summary>Formulas over the tensors p and y and the scalar s, by their overloads for views.</summary>
internal sealed class DeviceFormulaLosses(Type losses, AcceleratorStream stream) : IFormulaLosses
{
    public double Value(string name, double[] p, double[] y, double s) => Call(name, p, y, s, 1, null).Value;

    public FormulaResults WithGradient(string name, double[] p, double[] y, double s, double upstream, FormulaResults? accumulateTo) =>
        Call(name + "WithGradient", p, y, s, upstream, accumulateTo);

    private FormulaResults Call(string name, double[] p, double[] y, double s, double upstream, FormulaResults? accumulateTo)
    {
        Overload overload = Overload.All(losses, name).Single();
        bool isDouble = name[0] == 'D';
        TensorArgument Tensor(double[] values) =>
            TensorArgument.Dense(isDouble ? (double[])values.Clone() : (Array)Array.ConvertAll(values, value => (float)value), values.Length);
        TensorArgument gradP = Tensor(accumulateTo?.GradP ?? new double[p.Length]), gradY = Tensor(accumulateTo?.GradY ?? new double[y.Length]);
        TensorArgument gradS = Tensor([accumulateTo?.GradS ?? 0]), loss = Tensor([0]);
        overload.Call(stream, (parameter, _) => parameter switch
        {
            "p" => Tensor(p),
            "y" => Tensor(y),
            "s" => s,
            "gradP" => gradP,
            "gradY" => gradY,
            "gradS" => gradS,
            "loss" => loss,
            "upstream" => upstream,
            _ => accumulateTo is not null,
        });
        double[] Read(TensorArgument tensor) => tensor.Array as double[] ?? Array.ConvertAll((float[])tensor.Array, value => (double)value);
        return new FormulaResults(Read(loss)[0], Read(gradP), Read(gradY), Read(gradS)[0]);
    }
}
