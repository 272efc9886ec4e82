using System.Runtime.CompilerServices;

namespace Bourse.Exchange;

/// <summary>
/// Up to 40 bytes of printable ASCII in a record, zeros behind them: an account's name, an id of a client.
/// </summary>
[InlineArray(Bytes)]
public struct Text40
{
    public const int Bytes = 40;

    private byte _first;

    /// <exception cref="ArgumentException">The text is too long, or not printable ASCII.</exception>
    public static Text40 Of(string text)
    {
        var written = default(Text40);
        PaddedText.Write(text, written);
        return written;
    }

    public override readonly string ToString() => PaddedText.Read(this);
}
