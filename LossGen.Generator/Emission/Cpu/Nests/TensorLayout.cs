using LossGen.Generator.Declarations;
using LossGen.Generator.Graph;
using LossGen.Generator.Schedule.Sweeps;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>How a tensor lies in memory.</summary>
/// <param name="Name">The parameter, or the scratch memory.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Shape">The axis of each dimension.</param>
/// <param name="Container">How it is handed over.</param>
/// <param name="IsWritten">Whether it is an output or scratch memory.</param>
internal sealed record TensorLayout(string Name, ElementType Element, IReadOnlyList<Axis> Shape, Container Container, bool IsWritten)
{
    /// <summary>How many dimensions of the tensor each stands for, where some are joined.</summary>
    public IReadOnlyList<int>? Joined { get; init; }

    /// <summary>Whether it is a gradient, which can be added to what is there.</summary>
    public bool CanAccumulate { get; init; }

    /// <summary>Whether it is scratch memory.</summary>
    public bool IsScratch { get; init; }

    /// <summary>The tensor of 16 bits that it takes the place of, as floats in memory of the call; null where loops read and write the tensor itself.</summary>
    public TensorLayout? Narrow { get; init; }

    /// <summary>Whether it is scratch memory of which each thread has its own, for one position of the first axis at a time.</summary>
    public bool IsPerSample { get; init; }

    /// <summary>Whether it is scratch memory of which a block of positions of the first axis is kept at a time.</summary>
    public bool IsInBlocks { get; init; }

    /// <summary>The zeros around the rows of a table of one sample; null where there are none.</summary>
    public TableBorder? Border { get; init; }

    /// <summary>Which steps of a table are kept, where that is a segment of them.</summary>
    public SweptTable? Window { get; init; }

    /// <summary>The one step of a table that is kept.</summary>
    public SweptRow? Row { get; init; }

    /// <summary>The table of which this is what is saved at the checkpoints.</summary>
    public SweptTable? Checkpoints { get; init; }

    /// <summary>Whether it does not hold all steps of a recurrence.</summary>
    public bool IsSwept => Window is not null || Row is not null;

    public bool IsTensorSpan => Container == Container.TensorSpan;

    /// <summary>Whether neighbours along the dimension are neighbours in memory, whatever the strides.</summary>
    public bool IsContiguous(int dimension) => !IsTensorSpan && dimension == Shape.Count - 1;

    /// <summary>The dimensions of the tensor that a dimension stands for.</summary>
    public (int First, int Last) Dimensions(int dimension)
    {
        if (Joined is null)
            return (dimension, dimension);
        int first = Joined.Take(dimension).Sum();
        return (first, first + Joined[dimension] - 1);
    }

    public string ElementKeyword => CSharpTypes.Keyword(Element);
}
