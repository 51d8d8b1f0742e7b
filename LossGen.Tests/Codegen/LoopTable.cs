using System.Globalization;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Codegen;

/// <summary>What is kept of a loop.</summary>
/// <param name="Name">Its method and its number there, in the order of addresses.</param>
/// <param name="Instructions">How many instructions it has.</param>
/// <param name="Bytes">Their length.</param>
/// <param name="OnStack">How many of them read or write the stack.</param>
/// <param name="Scalar">How many of them compute one number.</param>
/// <param name="Calls">The methods that it calls.</param>
internal sealed record LoopRow(string Name, int Instructions, int Bytes, int OnStack, int Scalar, IReadOnlyList<string> Calls)
{
    public static LoopRow Of(string name, MachineLoop loop) => new(
        name, loop.Instructions.Count, loop.Bytes, loop.Instructions.Count(instruction => instruction.IsOnStack),
        loop.Instructions.Count(instruction => instruction.IsScalar), [.. loop.Calls.Select(Short).Order()]);

    /// <summary>The type and the method, without the namespace.</summary>
    public static string Short(string called) => called[(called.LastIndexOf('.') + 1)..];
}

/// <summary>The loops of the key losses as they were approved for one width of registers: a text file, a line each.</summary>
internal static class LoopTable
{
    private const string Header = "loop instructions bytes stack scalar calls";

    public static string FileOf(int bits) => Repository.File("LossGen.Tests", "Codegen", string.Create(CultureInfo.InvariantCulture, $"Loops.{bits}.txt"));

    public static void Write(int bits, IEnumerable<LoopRow> rows)
    {
        string[][] cells = [Header.Split(' '), .. rows.Select(Cells)];
        int[] widths = [.. Enumerable.Range(0, cells[0].Length).Select(column => cells.Max(row => row[column].Length))];
        File.WriteAllLines(FileOf(bits), cells.Select(row => string.Join("  ", row.Select((cell, i) => i is 0 or 5 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()));
    }

    public static IReadOnlyList<LoopRow> Read(int bits) =>
        File.Exists(FileOf(bits)) ? [.. File.ReadLines(FileOf(bits)).Skip(1).Select(line => Row(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))] : [];

    private static string[] Cells(LoopRow row) =>
        [row.Name, Text(row.Instructions), Text(row.Bytes), Text(row.OnStack), Text(row.Scalar), row.Calls.Count == 0 ? "-" : string.Join(',', row.Calls)];

    private static LoopRow Row(string[] cells) => new(
        cells[0], Number(cells[1]), Number(cells[2]), Number(cells[3]), Number(cells[4]), cells[5] == "-" ? [] : cells[5].Split(','));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
