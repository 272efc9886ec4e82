using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// An instrument is in another phase. Public.
/// <code>
///  0        24           28      29       30  32
///  | header | instrument | phase | before | 0 |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct PhaseChanged
{
    public BlotterHeader Header;
    public int Instrument;
    public Phase Phase;
    public Phase Before;
    public ushort Zero;
}
