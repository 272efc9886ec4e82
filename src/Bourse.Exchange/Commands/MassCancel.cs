using System.Runtime.InteropServices;
using Bourse.Market;

namespace Bourse.Exchange;

/// <summary>
/// Cancels all open orders of an account, of an instrument, of a side, of a session, or of what these have in common.
/// <code>
///  0         4            8      9          10  12        16
///  | account | instrument | side | days only | 0 | session |
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

    /// <summary>1: only orders of lifetime day.</summary>
    public byte DaysOnly;
    public ushort Zero;

    /// <summary>0 all; else a session of the account.</summary>
    public int Session;
}
