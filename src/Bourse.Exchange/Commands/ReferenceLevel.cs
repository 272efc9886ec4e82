using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>A price of a market elsewhere, and how much is there; size 0: nobody knows how much.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ReferenceLevel
{
    public long Price;
    public long Size;
}
