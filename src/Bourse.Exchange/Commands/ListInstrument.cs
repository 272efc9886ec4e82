using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Lists an instrument: one asset, the base, bought and sold for another, the quote. Numbered from 1 in the order of
/// listing.
/// <code>
///  0        32     36      40      104         105  112
///  | symbol | base | quote | terms | execution | 0  |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ListInstrument
{
    /// <summary>Unique; at least one byte.</summary>
    public Text32 Symbol;
    public int BaseAsset;
    public int QuoteAsset;
    public InstrumentTerms Terms;
    public Execution Execution;
    public byte Zero0;
    public ushort Zero1;
    public int Zero2;
}
