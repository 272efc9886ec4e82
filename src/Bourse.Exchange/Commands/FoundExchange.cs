using System.Runtime.InteropServices;
using Bourse.Matching;

namespace Bourse.Exchange;

/// <summary>
/// Sets what must be the same whenever these orders are carried out again. Only a journal's first record can; without
/// it the exchange has the limits of whoever reads it.
/// <code>
///  0                8                 16             24              32             36             40
///  | client ids max | book orders max | hash key low | hash key high | triggers max | trailing max |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FoundExchange
{
    /// <summary>The most client ids that may be remembered.</summary>
    public const long ClientIdsCeiling = 1 << 27;

    private const int StopsCeiling = 1_000_000;

    /// <summary>Client ids remembered at most, of open orders and of what ended lately; from 1 to 2²⁷.</summary>
    public long ClientIdsMax;

    /// <summary>Orders resting in one book at most, from 1 to 80 million.</summary>
    public long BookOrdersMax;

    /// <summary>
    /// Made by chance and told nobody: by it client ids are spread in memory, so that nobody can choose such as are
    /// slow to find.
    /// </summary>
    public ulong HashKeyLow;
    public ulong HashKeyHigh;

    /// <summary>Stops triggered in one command at most, up to a million; 0: a thousand.</summary>
    public int TriggersPerCommandMax;

    /// <summary>
    /// Trailing stops that wait in one instrument at most, up to a million; 0: a thousand. A price may move them all.
    /// </summary>
    public int TrailingStopsMax;

    internal readonly bool IsInRange =>
        ClientIdsMax is > 0 and <= ClientIdsCeiling && BookOrdersMax is > 0 and <= OrderBookOptions.OrdersCeiling
        && TriggersPerCommandMax is >= 0 and <= StopsCeiling && TrailingStopsMax is >= 0 and <= StopsCeiling;
}
