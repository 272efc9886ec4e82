using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// An instrument is listed, or has other terms.
/// <code>
///  0        24           28        32       64     68      72      136         137  144
///  | header | instrument | version | symbol | base | quote | terms | execution | 0  |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct InstrumentSet
{
    public BlotterHeader Header;
    public int Instrument;

    /// <summary>1 when listed, then one more at each change.</summary>
    public int Version;
    public Text32 Symbol;
    public int BaseAsset;
    public int QuoteAsset;
    public InstrumentTerms Terms;
    public Execution Execution;
    public byte Zero0;
    public ushort Zero1;
    public int Zero2;
}
