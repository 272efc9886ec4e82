namespace Bourse.Exchange;

/// <summary>What both sides of a trade have in common.</summary>
internal readonly record struct Fill(long Trade, long Price, long Quantity, long Value);
