using System.Runtime.InteropServices;

namespace Bourse.Exchange;

/// <summary>
/// Gives an instrument other terms, for orders that come. Open orders keep the fees they were accepted with.
/// <code>
///  0            4   8       72
///  | instrument | 0 | terms |
/// </code>
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct ChangeInstrument
{
    public int Instrument;
    public int Zero;
    public InstrumentTerms Terms;
}
