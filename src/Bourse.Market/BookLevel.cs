using System.Runtime.InteropServices;

namespace Bourse.Market;

/// <summary>A price and the total quantity open at it; in a delta, quantity 0 removes the level.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public readonly record struct BookLevel(Price Price, Quantity Quantity)
{
    public const int Bytes = 16;
}
