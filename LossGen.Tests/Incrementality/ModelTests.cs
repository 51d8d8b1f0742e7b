using System.Collections;
using System.Reflection;
using LossGen.Generator;
using LossGen.Generator.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LossGen.Tests.Incrementality;

/// <summary>What the pipeline keeps between runs compares by value and keeps no compilation alive.</summary>
public sealed class ModelTests
{
    private static readonly string[] Steps = [LossGenerator.DeclarationsStep, LossGenerator.ModelsStep, LossGenerator.CompiledStep];

    [Fact]
    public void Models_of_the_same_source_are_equal()
    {
        EditedLosses first = new(), second = new();
        foreach (string step in Steps)
        {
            object[] models = [.. first.Step(step).Select(output => output.Value)];
            object[] others = [.. second.Step(step).Select(output => output.Value)];
            Assert.True(models.Length >= 3);
            for (int i = 0; i < models.Length; i++)
            {
                Assert.NotSame(models[i], others[i]);
                Assert.True(models[i].Equals(others[i]), $"{step} {i}");
                Assert.Equal(models[i].GetHashCode(), others[i].GetHashCode());
            }

            Assert.Equal(models.Length, models.Distinct().Count());
        }
    }

    [Fact]
    public void Models_of_other_formulas_differ()
    {
        EditedLosses project = new(), edited = new();
        edited.Edit("mean((p - y)^2)", "mean((p - y)^4)");
        foreach (string step in Steps)
            Assert.NotEqual(project.Step(step)[0].Value, edited.Step(step)[0].Value);
    }

    [Fact]
    public void A_move_changes_the_place_and_not_the_model()
    {
        EditedLosses project = new(), moved = new();
        moved.Edit("namespace Acme;", "\n\nnamespace Acme;");
        var before = (DeclaredLoss)project.Step(LossGenerator.DeclarationsStep)[0].Value;
        var after = (DeclaredLoss)moved.Step(LossGenerator.DeclarationsStep)[0].Value;
        Assert.NotEqual(before.Location, after.Location);
        Assert.Equal(before.Declaration, after.Declaration);
    }

    [Fact]
    public void Models_hold_nothing_of_the_compiler()
    {
        var project = new EditedLosses();
        foreach (string step in Steps)
        {
            foreach ((object model, _) in project.Step(step))
            {
                Assert.All(Reachable(model), held =>
                {
                    Type type = held.GetType();
                    Assert.False(
                        held is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or AttributeData
                            or SourceText or Delegate
                            || type == typeof(SyntaxToken) || type == typeof(SyntaxReference),
                        $"{step} holds {type}");
                    Assert.True(
                        type.Assembly == typeof(LossGenerator).Assembly || type.Assembly == typeof(object).Assembly
                            || type.Namespace == "System.Collections.Immutable" || type == typeof(TextSpan),
                        $"{step} holds {type}");
                });
            }
        }
    }

    /// <summary>Every object and value that the fields of <paramref name="root"/> lead to.</summary>
    private static IReadOnlyCollection<object> Reachable(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object>([root]);
        while (pending.Count > 0)
        {
            object value = pending.Pop();
            if (!seen.Add(value) || value is string or Type || value.GetType().IsPrimitive)
                continue;
            if (value is Array array)
            {
                foreach (object? item in (IEnumerable)array)
                {
                    if (item is not null)
                        pending.Push(item);
                }

                continue;
            }

            for (Type? type = value.GetType(); type is not null; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                {
                    if (!field.FieldType.IsPointer && field.GetValue(value) is { } held)
                        pending.Push(held);
                }
            }
        }

        return seen;
    }
}
