using Bourse.Market;

namespace Bourse.Feeds.Kraken;

/// <summary>
/// Kraken's checksum of a book: the CRC-32 of the digits of the ten best asks and then of the ten best bids, each price
/// and quantity at the instrument's decimals, without the point and zeros in front. One thread; allocates nothing.
/// </summary>
internal sealed class KrakenChecksum
{
    /// <summary>Levels a side that the checksum covers.</summary>
    public const int Levels = 10;

    // A message changes one level or two of twenty: the others' digits are those of the message before, and are kept
    // (on the recordings this took a checksum from 0.5 to 0.1 microseconds). There is room for some fifty books; two
    // levels of one place take it from each other, which costs time and nothing else.
    private const int PlaceBits = 11;

    private readonly KrakenLevelDigits[] _written = new KrakenLevelDigits[1 << PlaceBits];

    public uint Of(Book book, (byte Price, byte Quantity) decimals)
    {
        Span<byte> digits = stackalloc byte[2 * Levels * KrakenLevelDigits.BytesMax];
        var length = Write(book.Asks.Best(Levels), decimals, digits);
        length += Write(book.Bids.Best(Levels), decimals, digits[length..]);
        return Crc32.Of(digits[..length]);
    }

    private int Write(ReadOnlySpan<BookLevel> bestLast, (byte Price, byte Quantity) decimals, Span<byte> digits)
    {
        var length = 0;
        for (var i = bestLast.Length - 1; i >= 0; i--)
        {
            ref var written = ref _written[PlaceOf(bestLast[i])];
            if (!written.Is(bestLast[i], decimals))
                written.Write(bestLast[i], decimals);
            length += written.CopyTo(digits[length..]);
        }

        return length;
    }

    private static int PlaceOf(in BookLevel level)
    {
        var mixed = unchecked((ulong)((level.Price.Units * 31) + level.Quantity.Units) * 0x9E37_79B9_7F4A_7C15);
        return (int)(mixed >>> (64 - PlaceBits));
    }
}
