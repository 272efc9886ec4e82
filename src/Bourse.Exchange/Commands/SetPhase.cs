using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Puts an instrument into a phase. An auction is held when it leaves an auction for <see cref="Phase.Closed"/>, or
/// leaves any phase in which orders collect for <see cref="Phase.Continuous"/>.
/// <code>
///  0            4       5   8                 16
///  | instrument | phase | 0 | reference price |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct SetPhase
{
    /// <summary>0 all.</summary>
    public int Instrument;
    public Phase Phase;
    public byte Zero0;
    public ushort Zero1;

    /// <summary>
    /// Where several prices are as good for the auction, the one closest to this; 0: to that of the last trade.
    /// </summary>
    public long ReferencePrice;
}
