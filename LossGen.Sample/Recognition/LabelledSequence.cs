namespace LossGen.Sample;

/// <summary>A signal, and what it says; which step says what is not known.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Steps">The signal, a row of features for each step.</param>
/// <param name="Labels">Its labels in order, from 1; class 0 is the blank.</param>
public sealed record LabelledSequence(string Name, Matrix Steps, int[] Labels)
{
    public const int Blank = 0;

    public int Length => Steps.Rows;

    /// <summary>The fewest steps with which labels can be aligned: one for each, and one for a blank between equal neighbours.</summary>
    public static int StepsNeeded(ReadOnlySpan<int> labels)
    {
        int steps = labels.Length;
        for (int i = 1; i < labels.Length; i++)
            steps += labels[i] == labels[i - 1] ? 1 : 0;
        return steps;
    }
}
