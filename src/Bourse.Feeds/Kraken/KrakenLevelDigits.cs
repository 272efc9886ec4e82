using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>A level as the checksum takes it: the digits of its price and of its quantity.</summary>
internal struct KrakenLevelDigits
{
    /// <summary>Twice the digits of the largest number, and zeros of decimals beyond ours for one of them.</summary>
    public const int BytesMax = 44;

    private const int OurDecimals = 8;

    private static readonly long[] PowersOfTen =
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    private BookLevel _level;
    private (byte Price, byte Quantity) _decimals;
    private byte _length;
    private Text _text;

    public readonly bool Is(in BookLevel level, (byte Price, byte Quantity) decimals) =>
        _level == level && _decimals == decimals;

    /// <summary>Becomes a level, at those decimals.</summary>
    public void Write(in BookLevel level, (byte Price, byte Quantity) decimals)
    {
        (_level, _decimals) = (level, decimals);
        Span<byte> text = _text;
        var length = Write(level.Price.Units, decimals.Price, text);
        _length = (byte)(length + Write(level.Quantity.Units, decimals.Quantity, text[length..]));
    }

    /// <summary>Writes the digits into a span of at least <see cref="BytesMax"/>; returns how many.</summary>
    public readonly int CopyTo(Span<byte> digits)
    {
        // All of the text, whatever its length: a copy of a fixed size costs a few instructions.
        ((ReadOnlySpan<byte>)_text).CopyTo(digits);
        return _length;
    }

    // Fewer decimals than ours drop digits that are zeros; more add zeros, as many as there is room for.
    private static int Write(long units, byte decimals, Span<byte> text)
    {
        var number = decimals < OurDecimals ? units / PowersOfTen[OurDecimals - decimals] : units;
        if (number <= 0)
            return 0;
        Utf8Formatter.TryFormat(number, text, out var length);
        var zeros = Math.Clamp(decimals - OurDecimals, 0, text.Length - length);
        text.Slice(length, zeros).Fill((byte)'0');
        return length + zeros;
    }

    [InlineArray(BytesMax)]
    private struct Text
    {
        private byte _first;
    }
}
