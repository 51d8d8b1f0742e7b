using System.Numerics;
using System.Runtime.CompilerServices;

namespace LossGen.Simd;

/// <summary>
/// The elementary functions, written once for every width and for both element types. They are kept out of line: a call costs a few
/// cycles for a whole register, and the loops that call them stay small.
/// </summary>
public static partial class SimdMath
{
}
