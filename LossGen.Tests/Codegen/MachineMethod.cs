using System.Globalization;
using System.Text.RegularExpressions;

namespace LossGen.Tests.Codegen;

/// <summary>An instruction, without its label.</summary>
/// <param name="Mnemonic">Its name.</param>
/// <param name="Operands">The rest.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record MachineInstruction(string Mnemonic, string Operands, int Bytes)
{
    /// <summary>Whether it goes elsewhere, always or under a condition.</summary>
    public bool IsJump => Mnemonic.StartsWith('j');

    /// <summary>Whether the next instruction is not what follows it.</summary>
    public bool Ends => Mnemonic is "jmp" or "ret" or "int3" or "ud2";

    public bool IsCall => Mnemonic == "call";

    /// <summary>The type and the method that are called, without the types of parameters.</summary>
    public string Called => Operands.TrimStart('[').Split('(', '[', ']')[0];

    /// <summary>A memory operand on the stack: a spilled register, or a buffer.</summary>
    public bool IsOnStack => Operands.Contains("[rsp", StringComparison.Ordinal) || Operands.Contains("[rbp", StringComparison.Ordinal);

    /// <summary>Arithmetic of one number; moves and conversions to integers are none.</summary>
    public bool IsScalar => Regex.IsMatch(Mnemonic, "^v?(add|sub|mul|div|sqrt|min|max|rndscale|round|scalef|fn?m(add|sub)[123]{3})s[sd]$");

    /// <summary>Arithmetic of a whole register.</summary>
    public bool IsPacked => Regex.IsMatch(Mnemonic, "^v?(add|sub|mul|div|sqrt|min|max|rndscale|round|scalef|fn?m(add|sub)[123]{3}|and|or|xor)p[sd]$");
}

/// <summary>A basic block.</summary>
/// <param name="Label">Its name; null where nothing jumps to it.</param>
/// <param name="Instructions">Its instructions.</param>
internal sealed record MachineBlock(string? Label, IReadOnlyList<MachineInstruction> Instructions)
{
    /// <summary>The indices of the blocks that may come next.</summary>
    public List<int> Next { get; } = [];
}

/// <summary>A compiled method.</summary>
/// <param name="Name">The kernel and its method, as <c>MseWithGradient.Block</c>.</param>
/// <param name="Signature">What the JIT calls it.</param>
/// <param name="Blocks">Its blocks in the order of their addresses; the first is the entry.</param>
internal sealed partial record MachineMethod(string Name, string Signature, IReadOnlyList<MachineBlock> Blocks)
{
    /// <summary>The optimised methods of a listing.</summary>
    public static IEnumerable<MachineMethod> Parse(IEnumerable<string> lines)
    {
        string? signature = null;
        var blocks = new List<MachineBlock>();
        string? label = null;
        var instructions = new List<MachineInstruction>();
        foreach (string line in lines)
        {
            if (line.StartsWith("; Assembly listing for method ", StringComparison.Ordinal))
                signature = line.EndsWith("(FullOpts)", StringComparison.Ordinal) ? line["; Assembly listing for method ".Length..] : null;
            else if (signature is null)
                continue;
            else if (Label().Match(line) is { Success: true } start)
            {
                EndBlock();
                label = start.Groups[1].Value;
            }
            else if (Code().Match(line) is { Success: true } code)
            {
                instructions.Add(new MachineInstruction(code.Groups[2].Value, code.Groups[3].Value.Trim(), code.Groups[1].Length / 2));
                if (instructions[^1].IsJump || instructions[^1].Ends)
                    EndBlock();
            }
            else if (line.StartsWith("; Total bytes of code ", StringComparison.Ordinal))
            {
                EndBlock();
                yield return Method(signature, blocks);
                blocks = [];
                signature = null;
            }
        }

        void EndBlock()
        {
            // A label by itself belongs to the block that follows; the JIT writes none of these but at jumps to the next instruction.
            if (instructions.Count > 0 || label is not null)
                blocks.Add(new MachineBlock(label, instructions));
            label = null;
            instructions = [];
        }
    }

    private static MachineMethod Method(string signature, List<MachineBlock> blocks)
    {
        var labels = blocks.Select((block, i) => (block.Label, i)).Where(pair => pair.Label is not null).ToDictionary(pair => pair.Label!, pair => pair.i);
        for (int i = 0; i < blocks.Count; i++)
        {
            MachineInstruction? last = blocks[i].Instructions.LastOrDefault();
            if (last is not { Ends: true } && i + 1 < blocks.Count)
                blocks[i].Next.Add(i + 1);
            if (last is { IsJump: true } && labels.TryGetValue(last.Operands.Split(' ')[^1], out int target))
                blocks[i].Next.Add(target);
        }

        Match name = Kernel().Match(signature);
        return new MachineMethod(string.Create(CultureInfo.InvariantCulture, $"{name.Groups[1].Value}.{name.Groups[2].Value}"), signature, blocks);
    }

    [GeneratedRegex(@"^(G_M\d+_IG\d+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^ +((?:[0-9A-F]{2})+) +([a-z][a-z0-9]+)(.*)$")]
    private static partial Regex Code();

    [GeneratedRegex(@"\+(\w+):(\w+)")]
    private static partial Regex Kernel();
}
