using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>The best levels of one side of a market elsewhere, the best first, zeros behind them.</summary>
[InlineArray(CountMax)]
public struct ReferenceLevels
{
    public const int CountMax = 10;

    private ReferenceLevel _first;

    /// <summary>The levels that are there.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<ReferenceLevel> First(int count) =>
        MemoryMarshal.CreateReadOnlySpan(in _first, CountMax)[..count];
}
