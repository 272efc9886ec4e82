namespace Bourse.Matching;

/// <summary>One price of a book: its shown lots and how many orders make them.</summary>
public readonly record struct DepthLevel(long Price, long Quantity, int Orders);
