using System.Runtime.CompilerServices;

namespace Bourse.Exchange;

/// <summary>Up to 16 bytes of printable ASCII in a record, zeros behind them: an asset's name.</summary>
[InlineArray(Bytes)]
public struct Text16
{
    public const int Bytes = 16;

    private byte _first;

    /// <exception cref="ArgumentException">The text is too long, or not printable ASCII.</exception>
    public static Text16 Of(string text)
    {
        var written = default(Text16);
        PaddedText.Write(text, written);
        return written;
    }

    public override readonly string ToString() => PaddedText.Read(this);
}
