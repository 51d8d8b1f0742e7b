using System.Runtime.CompilerServices;
using ILGPU.Util;

namespace LossGen.Gpu;

// C# branches on the opposite of a comparison, which holds for NaN; ILGPU's OpenCL forgets that. A choice between numbers is no branch.
public static partial class DeviceMath
{
    /// <summary>Whether x is less than y; false where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLess(float x, float y) => Utilities.Select(x < y, 1, 0) != 0;

    /// <summary>Whether x is y or less; false where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAtMost(float x, float y) => Utilities.Select(x <= y, 1, 0) != 0;

    /// <summary>Whether x is less than y; false where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLess(double x, double y) => Utilities.Select(x < y, 1, 0) != 0;

    /// <summary>Whether x is y or less; false where either is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAtMost(double x, double y) => Utilities.Select(x <= y, 1, 0) != 0;
}
