using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Cancels all open orders of an account, of an instrument, of a side, or of what these have in common.
/// <code>
///  0         4            8      9   16
///  | account | instrument | side | 0 |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct MassCancel
{
    /// <summary>0 all.</summary>
    public int Account;

    /// <summary>0 all.</summary>
    public int Instrument;

    /// <summary>Unknown for both.</summary>
    public Side Side;
    public byte Zero0;
    public ushort Zero1;
    public int Zero2;
}
