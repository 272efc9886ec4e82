using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Binance;

/// <summary>Reads lists of levels, <c>[["0.35130000","6195.00000000"],…]</c>, without allocation.</summary>
internal static class BinanceLevels
{
    /// <summary>Adds the levels to the event that was begun last.</summary>
    /// <exception cref="FormatException">It is not a list of levels, or one cannot be held exactly.</exception>
    public static void Read(ReadOnlySpan<byte> list, Side side, DecodedFrame into)
    {
        byte priceDecimals = 0, quantityDecimals = 0;
        var i = 0;
        Take(list, ref i, '[');
        var isMore = Peek(list, ref i) != ']';
        while (isMore)
        {
            Take(list, ref i, '[');
            var price = BinanceNumbers.Price(Digits(list, ref i), ref priceDecimals);
            Take(list, ref i, ',');
            var quantity = BinanceNumbers.Quantity(Digits(list, ref i), ref quantityDecimals);
            Take(list, ref i, ']');
            into.AddLevel(side, new BookLevel(price, quantity));
            isMore = Peek(list, ref i) == ',';
            if (isMore)
                i++;
        }

        Take(list, ref i, ']');
        if (i != list.Length)
            throw Unreadable();
        ref var begun = ref into.Last;
        begun.PriceDecimals = Math.Max(begun.PriceDecimals, priceDecimals);
        begun.QuantityDecimals = Math.Max(begun.QuantityDecimals, quantityDecimals);
    }

    private static ReadOnlySpan<byte> Digits(ReadOnlySpan<byte> list, ref int i)
    {
        var isQuoted = Peek(list, ref i) == '"';
        if (isQuoted)
            i++;
        var start = i;
        while (i < list.Length && list[i] is not ((byte)'"' or (byte)',' or (byte)']' or (byte)' '))
            i++;
        var digits = list[start..i];
        if (isQuoted)
            Take(list, ref i, '"');
        return digits;
    }

    private static void Take(ReadOnlySpan<byte> list, ref int i, char expected)
    {
        if (Peek(list, ref i) != expected)
            throw Unreadable();
        i++;
    }

    // The next byte that is not white space; 0 at the end.
    private static byte Peek(ReadOnlySpan<byte> list, ref int i)
    {
        while (i < list.Length && list[i] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            i++;
        return i < list.Length ? list[i] : (byte)0;
    }

    private static FormatException Unreadable() => new("a list of levels was expected");
}
