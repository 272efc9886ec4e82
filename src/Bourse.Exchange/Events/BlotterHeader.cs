using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// What every event begins with. (Sequence, Index) numbers the events without a hole, the same at every replay.
/// <code>
///  0          8      16      20        24
///  | sequence | time | index | account |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct BlotterHeader
{
    public const int Bytes = 24;

    /// <summary>The command's.</summary>
    public long Sequence;
    public Timestamp Time;

    /// <summary>From 0 in each command.</summary>
    public int Index;

    /// <summary>Whom it concerns; 0 everybody, and then it is public.</summary>
    public int Account;
}
