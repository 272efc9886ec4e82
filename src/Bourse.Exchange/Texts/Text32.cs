using System.Runtime.CompilerServices;

namespace Bourse.Exchange;

/// <summary>Up to 32 bytes of printable ASCII in a record, zeros behind them: an instrument's symbol.</summary>
[InlineArray(Bytes)]
public struct Text32
{
    public const int Bytes = 32;

    private byte _first;

    /// <exception cref="ArgumentException">The text is too long, or not printable ASCII.</exception>
    public static Text32 Of(string text)
    {
        var written = default(Text32);
        PaddedText.Write(text, written);
        return written;
    }

    public override readonly string ToString() => PaddedText.Read(this);
}
