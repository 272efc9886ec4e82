using System.Buffers.Text;
using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Coinbase;

/// <summary>
/// Reads what comes most, changes of one book, where it is written as Coinbase writes it: its members in their usual order,
/// without white space. Half as fast again as a reader of any JSON; what is written otherwise is left to that one.
/// </summary>
internal static class CoinbaseAdvancedUsual
{
    /// <summary>False where the frame is anything else; what was read of it then means nothing.</summary>
    public static bool TryRead(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        try
        {
            return TryReadFrame(frame, into);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool TryReadFrame(ReadOnlySpan<byte> frame, DecodedFrame into)
    {
        var i = 0;
        if (!Take(frame, ref i, "{\"channel\":\"l2_data\",\"timestamp\":\""u8)
            || !Timestamp.TryParse(TakeText(frame, ref i), out var sentAt)
            || !Take(frame, ref i, "\",\"sequence_num\":"u8)
            || !Utf8Parser.TryParse(frame[i..], out long number, out var digits))
            return false;
        i += digits;
        if (!Take(frame, ref i, ",\"events\":[{\"type\":\"update\",\"product_id\":\""u8))
            return false;
        ref var book = ref into.Begin(VenueEventKind.BookDelta);
        var start = i;
        book.Symbol = new VenueEvent.Slice(start, TakeText(frame, ref i).Length);
        if (book.Symbol.Length == 0 || book.Symbol.Of(frame).Contains((byte)'\\')
            || !Take(frame, ref i, "\",\"updates\":["u8))
            return false;
        into.ConnectionSequence = number;
        var latest = new CoinbaseClock();
        do
        {
            if (!TryReadUpdate(frame, ref i, ref latest, into))
                return false;
        }
        while (Take(frame, ref i, ","u8));
        book.VenueTime = latest.Time.Nanoseconds > 0 ? latest.Time : sentAt;
        return Take(frame, ref i, "]}]}"u8) && i == frame.Length;
    }

    private static bool TryReadUpdate(
        ReadOnlySpan<byte> frame, ref int i, ref CoinbaseClock latest, DecodedFrame into)
    {
        if (!Take(frame, ref i, "{\"side\":\""u8))
            return false;
        var side = Take(frame, ref i, "bid"u8) ? Side.Buy : Take(frame, ref i, "offer"u8) ? Side.Sell : Side.Unknown;
        if (side == Side.Unknown || !Take(frame, ref i, "\",\"event_time\":\""u8))
            return false;
        latest.Advance(TakeText(frame, ref i));
        if (!Take(frame, ref i, "\",\"price_level\":\""u8)
            || Price.TryParse(TakeText(frame, ref i), out var price) != NumberFault.None
            || !Take(frame, ref i, "\",\"new_quantity\":\""u8)
            || Quantity.TryParse(TakeText(frame, ref i), out var quantity) != NumberFault.None
            || !Take(frame, ref i, "\"}"u8))
            return false;
        into.AddLevel(side, new BookLevel(price, quantity));
        return true;
    }

    private static bool Take(ReadOnlySpan<byte> frame, scoped ref int i, ReadOnlySpan<byte> expected)
    {
        if (!frame[i..].StartsWith(expected))
            return false;
        i += expected.Length;
        return true;
    }

    // Up to the next quote, which is left.
    private static ReadOnlySpan<byte> TakeText(ReadOnlySpan<byte> frame, scoped ref int i)
    {
        var rest = frame[i..];
        var length = rest.IndexOf((byte)'"');
        i += length < 0 ? rest.Length : length;
        return length < 0 ? default : rest[..length];
    }
}
