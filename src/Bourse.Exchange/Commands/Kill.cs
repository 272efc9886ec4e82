using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// The kill switch of an account, of an instrument, or with both 0 of the venue. Switched on it cancels every open
/// order there and refuses new and replaced ones until it is switched off. Cancels are always taken.
/// <code>
///  0         4            8       9   16
///  | account | instrument | is on | 0 |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct Kill
{
    public int Account;
    public int Instrument;

    /// <summary>1 on, 0 off.</summary>
    public byte IsOn;
    public byte Zero0;
    public ushort Zero1;
    public int Zero2;
}
