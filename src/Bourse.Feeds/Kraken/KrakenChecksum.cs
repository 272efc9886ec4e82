using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>
/// Kraken's checksum of a book: the CRC-32 of the digits of the ten best asks and then of the ten best bids, each price
/// and quantity at the instrument's decimals, without the point and without zeros in front. Allocates nothing.
/// </summary>
internal static class KrakenChecksum
{
    /// <summary>Levels a side that the checksum covers.</summary>
    public const int Levels = 10;

    private const int OurDecimals = 8;
    private const int DigitsMax = 19;
    private const int DecimalsMax = 30;

    private static readonly ulong[] PowersOfTen =
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    public static uint Of(Book book, (byte Price, byte Quantity) decimals)
    {
        Span<byte> digits = stackalloc byte[2 * 2 * Levels * (DigitsMax + DecimalsMax)];
        var length = Write(book.Asks, decimals, digits);
        length += Write(book.Bids, decimals, digits[length..]);
        return Crc32.Of(digits[..length]);
    }

    private static int Write(BookSide side, (byte Price, byte Quantity) decimals, Span<byte> digits)
    {
        var length = 0;
        for (var depth = 0; depth < Math.Min(side.Count, Levels); depth++)
        {
            var level = side[depth];
            length += Write(level.Price.Units, decimals.Price, digits[length..]);
            length += Write(level.Quantity.Units, decimals.Quantity, digits[length..]);
        }

        return length;
    }

    // A value of our units with fewer decimals than ours loses zeros, with more gains some.
    private static int Write(long units, byte decimals, Span<byte> digits)
    {
        var magnitude = unchecked((ulong)Math.Max(units, 0));
        if (decimals < OurDecimals)
            magnitude /= PowersOfTen[OurDecimals - decimals];
        System.Buffers.Text.Utf8Formatter.TryFormat(magnitude, digits, out var length);
        var zeros = Math.Clamp(decimals - OurDecimals, 0, DecimalsMax);
        digits.Slice(length, zeros).Fill((byte)'0');
        return length + zeros;
    }
}
