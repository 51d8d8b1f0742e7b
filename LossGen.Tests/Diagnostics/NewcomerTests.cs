using LossGen.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace LossGen.Tests.Diagnostics;

/// <summary>Axes as PyTorch, einsum, KeOps and Tullio write them: one error each, which says what to write.</summary>
public sealed class NewcomerTests
{
    private const string Tensors = "System.Numerics.Tensors.ReadOnlyTensorSpan<float> z, System.Numerics.Tensors.ReadOnlyTensorSpan<float> w, ReadOnlySpan<int> y";

    [Theory]
    [InlineData("mean[n, c](z[n]«[»c])", "All indices stand in one pair of brackets: write 'z[n, c]'")]
    [InlineData("mean[n, c](z[n, 0]«[»c])", "write 'z[n, 0, c]'")]
    [InlineData("mean[n]«[»c](z[n, c])", "write 'mean[n, c]'")]
    [InlineData("mean(z[«:», 0])", "There are no slices: write the name of an index in the place of ':', and reduce over it, as in 'sum[c](...)'")]
    [InlineData("mean[n](max(z[n, «:»]))", "There are no slices")]
    [InlineData("mean[n](z[n, 1«:»3])", "There are no slices")]
    [InlineData("mean[n](z[n, «:»-1])", "There are no slices")]
    [InlineData("mean[n](z[n, «...»])", "'...' cannot be used here: name each index, as in 'z[n, c]'")]
    [InlineData("mean[n](z[n, c]«.max»())", "write 'max(...)'")]
    [InlineData("mean[n](«z.softmax»(1)[n, 0])", "'z.softmax' cannot be used here: write 'softmax(z)'")]
    [InlineData("mean[n](«z.T»[0, n])", "write the indices in the other order, 'a[j, i]'")]
    [InlineData("mean(z, «dim»=1)", "with a name of yours for the axis")]
    [InlineData("mean[n](softmax[c](z[n, c])«[»y[n]])", "Only a name takes an index: write the index at the tensors in the expression, or name it, 'd[i]' where d[i] = ...")]
    [InlineData("mean[n](softmax(z[n])«[»y[n]])", "Only a name takes an index")]
    [InlineData("sum(n, c)«(»z[n, c])", "An operator is missing before '(' (a product is written with '*'); the axes of a reduction stand in brackets, 'sum[n, c](...)'")]
    [InlineData("mean[n](softmax(c)«(»z[n, c]))", "in brackets, 'softmax[c](...)'")]
    [InlineData("einsum(«'ij,jk->ik'», z, w)", "products over indices are written out, as in 'sum[k](a[i, k] * b[k, j])'")]
    [InlineData("mean(z, «'all'»)", "a formula has no strings")]
    [InlineData("sum[i, j](z «@» w)", "a matrix product as 'sum[k](a[i, k] * b[k, j])'")]
    [InlineData("mean[i, j](z[i, j] «for» i != j)", "a filter is written 'mean[i | condition](...)'")]
    [InlineData("mean[i in 0«..»n](z[i, 0])", "an index runs over the whole axis")]
    [InlineData("mean[i«=»1:n](z[i, 0])", "An index runs over the whole axis and has no bounds")]
    public void What_is_written_otherwise_is_one_slip(string formula, string phrase) =>
        Marked.Formula("LOSSGEN020", DiagnosticSeverity.Error, formula, phrase, Tensors);

    [Theory]
    [InlineData("mean[n](«gather»(z, 1, y))", "an element is picked by its index, 'z[n, y[n]]'")]
    [InlineData("mean[n, c](«one_hot»(y[n], c) * z[n, c])", "compare the position with the label, 'c == y[n] ? 1 : 0'")]
    [InlineData("«cross_entropy»(z, y)", "write 'mean[n](logsumexp[c](z[n, c]) - z[n, y[n]])'")]
    [InlineData("sum(«matmul»(z, w))", "write the sum out, 'sum[k](a[i, k] * b[k, j])'")]
    [InlineData("«sum_n»(z[n, c])", "an index is written in brackets, 'sum[n](...)'")]
    public void A_function_of_tensors_is_written_by_indices(string formula, string phrase) =>
        Marked.Formula("LOSSGEN031", DiagnosticSeverity.Error, formula, phrase, Tensors);

    [Theory]
    [InlineData("«mean(z, 1)»", "but there are 2: an axis has a name, and is given in brackets, 'mean[i](...)'")]
    [InlineData("mean[n](«logsumexp(z[n, 0], -1)»)", "'logsumexp[i](...)'")]
    [InlineData("«sum(ij, z[i, j])»", "a reduction over an index is written 'sum[ij](...)'")]
    [InlineData("mean[n, c](clamp(z[n, c], «0,5», 1))", "'clamp' takes 3 arguments, but there are 4: ',' separates arguments, and a number has a point: write '0.5'")]
    [InlineData("mean[n, c](clamp(z[n, c], «0,1», 0,9))", "write '0.1'")]
    [InlineData("mean[n, c](z[n, c] * «1,5»)", "'mean' takes 1 argument, the expression to reduce, but there are 2: ',' separates arguments, and a number has a point: write '1.5'")]
    [InlineData("mean[n, c](pow(z[n, c], «1,5»))", "write '1.5'")]
    [InlineData("mean[n, c](«pow(z[n, c], 1, 5)»)", "'pow' takes 2 arguments, but there are 3")]
    [InlineData("mean[n, c](«pow(z[n, c], 1.5,5)»)", "'pow' takes 2 arguments, but there are 3")]
    [InlineData("mean[n, c](«pow(z[n, c], w1,5)»)", "'pow' takes 2 arguments, but there are 3", ", float w1")]
    public void An_argument_that_is_too_much_is_explained(string formula, string phrase, string more = "") =>
        Marked.Formula("LOSSGEN032", DiagnosticSeverity.Error, formula, phrase, Tensors + more);

    [Fact]
    public void The_name_of_an_axis_is_no_keyword() => Marked.Formula(
        "LOSSGEN030", DiagnosticSeverity.Error, "sum(«axis»)", "an axis has a name of yours, given in brackets, 'sum[c](z[n, c])'", Tensors);

    [Fact]
    public void Numbers_between_commas_are_arguments_where_they_fit() =>
        Marked.Quiet("mean(max(p, 1,5) - clamp(y, 0,1))");
}
