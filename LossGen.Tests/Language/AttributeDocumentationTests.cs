using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using LossGen.Generator.Binding;
using LossGen.Tests.Harness;

namespace LossGen.Tests.Language;

/// <summary>What an editor shows where a formula is typed: the names that it can call, and what kind of string it is.</summary>
public sealed class AttributeDocumentationTests
{
    [Fact]
    public void The_documentation_of_the_formula_names_all_that_it_can_call()
    {
        string documentation = Repository.Read("LossGen.Runtime/Attributes/LossAttribute.cs").Split("</param>")[0];
        HashSet<string> words = [.. documentation.Split([' ', ',', '.', ':', ';', '\n', '(', '[', '<', '>'], StringSplitOptions.RemoveEmptyEntries)];
        Assert.DoesNotContain(Callables.Names, name => !words.Contains(name));
    }

    [Fact]
    public void A_formula_is_marked_as_a_string_with_a_syntax_of_its_own()
    {
        Assert.Equal("LossFormula", LossAttribute.FormulaSyntax);
        ParameterInfo parameter = Assert.Single(Assert.Single(typeof(LossAttribute).GetConstructors()).GetParameters());
        Assert.Equal(LossAttribute.FormulaSyntax, parameter.GetCustomAttribute<StringSyntaxAttribute>()?.Syntax);
        Assert.Equal(LossAttribute.FormulaSyntax, typeof(LossAttribute).GetProperty(nameof(LossAttribute.Formula))!.GetCustomAttribute<StringSyntaxAttribute>()?.Syntax);
    }
}
