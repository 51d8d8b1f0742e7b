using LossGen.Generator.Graph;
using LossGen.Generator.Schedule;

namespace LossGen.Generator.Emission.Cpu.Nests;

/// <summary>Loops that go through the terms of one bucket.</summary>
internal sealed partial class NestBody
{
    private void WriteBucket(Loop loop, BucketSum sum, AxisSet bound, NestScalarWriter scalars)
    {
        BucketNames fields = kernel.Buckets[sum.Places];
        string bucket = scope.Unique("bucket"), at = scope.Unique("at");
        code.Line($"nint {bucket} = {Flat(sum.Bucket, scalars.Addresses)};");
        code.Open($"for (nint {at} = Row.At(in this.{fields.Starts}, {bucket}); {at} < Row.At(in this.{fields.Starts}, {bucket} + 1); {at}++)");
        string rest = $"Row.At(in this.{fields.Terms}, {at})";
        for (int i = 0; i < sum.Terms.Count; i++)
        {
            string position = Position(sum.Terms[i]);
            List<string> inside = [.. sum.Terms.Skip(i + 1).Select(scalars.Addresses.Size)];
            if (inside.Count == 0)
            {
                code.Line($"nint {position} = {rest};");
                continue;
            }

            string count = string.Join(" * ", inside), term = scope.Unique("term");
            code.Line($"nint {term} = {rest}, {position} = {term} / {(inside.Count == 1 ? count : $"({count})")};");
            rest = $"{term} - {position} * {count}";
        }

        WriteLevel(loop.Body, bound.With(AxisSet.Of(sum.Terms)), Scalars(scalars));
        code.Close();
        foreach (Axis axis in sum.Terms)
            positions.Remove(axis);
    }

    /// <summary>The place of the positions of several axes, row after row.</summary>
    private string Flat(IReadOnlyList<Axis> axes, Addresses addresses) =>
        axes.Skip(1).Aggregate(positions[axes[0]], (place, axis) => $"({place}) * {addresses.Size(axis)} + {positions[axis]}");
}
