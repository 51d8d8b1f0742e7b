namespace LossGen.Contractions;

/// <summary>How many rows a tile of sums has: a constant to the JIT.</summary>
internal interface ITileRows
{
    /// <summary>From 1 to 14.</summary>
    static abstract int Count { get; }
}

/// <summary>How many registers a row of a tile has: a constant to the JIT.</summary>
internal interface ITileColumns
{
    /// <summary>Two registers, or else one.</summary>
    static abstract bool AreTwo { get; }
}

internal struct OneRegister : ITileColumns
{
    public static bool AreTwo => false;
}

internal struct TwoRegisters : ITileColumns
{
    public static bool AreTwo => true;
}

internal struct Rows1 : ITileRows
{
    public static int Count => 1;
}

internal struct Rows2 : ITileRows
{
    public static int Count => 2;
}

internal struct Rows3 : ITileRows
{
    public static int Count => 3;
}

internal struct Rows4 : ITileRows
{
    public static int Count => 4;
}

internal struct Rows5 : ITileRows
{
    public static int Count => 5;
}

internal struct Rows6 : ITileRows
{
    public static int Count => 6;
}

internal struct Rows7 : ITileRows
{
    public static int Count => 7;
}

internal struct Rows8 : ITileRows
{
    public static int Count => 8;
}

internal struct Rows9 : ITileRows
{
    public static int Count => 9;
}

internal struct Rows10 : ITileRows
{
    public static int Count => 10;
}

internal struct Rows11 : ITileRows
{
    public static int Count => 11;
}

internal struct Rows12 : ITileRows
{
    public static int Count => 12;
}

internal struct Rows13 : ITileRows
{
    public static int Count => 13;
}

internal struct Rows14 : ITileRows
{
    public static int Count => 14;
}
