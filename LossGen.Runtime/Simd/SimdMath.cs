using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>
/// The elementary functions, written once for every width and for both element types. They are inlined; <see cref="Calls"/> keeps the longer
/// ones out of line.
/// </summary>
public static partial class SimdMath
{
}
