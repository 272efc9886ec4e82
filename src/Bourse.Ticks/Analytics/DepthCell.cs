namespace Bourse.Ticks;

/// <summary>What is open between two prices: the row from the lowest, and the sizes added up, in 10⁻⁸.</summary>
public readonly record struct DepthCell(int Row, Int128 Size);
