using LossGen.Generator.Declarations;
using LossGen.Generator.Emission.Cpu.Nests;

namespace LossGen.Generator.Emission.Cpu;

/// <summary>Writes a method with one upstream gradient for all elements as a call of that with one for each.</summary>
internal static class SpreadMethodWriter
{
    /// <param name="declaration">The loss.</param>
    /// <param name="companion">The method.</param>
    /// <param name="each">The one that it calls.</param>
    /// <param name="entry">Finds out the extents. The method that is called checks all else.</param>
    /// <param name="loss">The output.</param>
    /// <param name="scope">The names of the method.</param>
    /// <param name="code">Where it is written.</param>
    public static void Write(
        LossDeclaration declaration, Companion companion, Companion each, TensorEntry entry, TensorLayout loss, NameScope scope, CodeWriter code)
    {
        string spread = scope.Unique(companion.Upstream + "OfEach");
        string Argument(CompanionParameter parameter)
        {
            string name = Identifiers.Escape(parameter.Name), value = parameter.Role == CompanionRole.Upstream ? spread + ".Span" : name;
            return $"{name}: {(parameter.Type.StartsWith("out ", StringComparison.Ordinal) ? "out " : "")}{value}";
        }

        code.Open(MethodHeader.Write(declaration, companion.Signature, code));
        entry.WriteExtents();
        code.Line($"using var {spread} = global::LossGen.Nests.Scratch<{loss.ElementKeyword}>.Filled({entry.Elements(loss)}, {Identifiers.Escape(companion.Upstream)});");
        code.Line($"{each.Name}({string.Join(", ", each.Signature!.Parameters.Select(Argument))});");
        code.Close();
    }
}
