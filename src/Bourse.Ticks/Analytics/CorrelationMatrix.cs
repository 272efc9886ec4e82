namespace Bourse.Ticks;

/// <summary>Coefficients from -1 to 1 by row and column, and of how many common returns each is made.</summary>
public sealed record CorrelationMatrix(double?[][] Coefficients, int[][] Returns);
