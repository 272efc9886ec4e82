using Bourse.Feeds.Venues;
using Bourse.Market;

namespace Bourse.Feeds.Alpaca;

/// <summary>What the American tapes say of a trade beside price and size.</summary>
internal static class AlpacaConditions
{
    private const int LettersMax = 4;
    private const int IdBits = 46;
    private const int ExchangeBits = 7;
    private const int DaysMax = 512;

    /// <summary>
    /// Conditions whose trades set neither high nor low by the rules of both tapes, CTA and UTP: cash, price variation,
    /// odd lot, official close, next day, official open, seller, sold out of sequence outside the session, contingent,
    /// average price, qualified contingent. Outside the session every trade is marked T: that alone excludes none here.
    /// </summary>
    private static ReadOnlySpan<byte> OffPrice => "CHIMNQRUVW7"u8;

    /// <summary>The first letters of ["@","F","T","I"], the first in the lowest byte.</summary>
    public static uint Read<TParts>(ref TParts parts, ReadOnlySpan<byte> frame)
        where TParts : struct, IFrameParts, allows ref struct
    {
        var (conditions, letters) = (0u, 0);
        var left = parts.BeginArray();
        while (parts.NextItem(ref left))
            foreach (var letter in parts.ReadText().Of(frame))
                if (letters < LettersMax && letter is > 0 and < 128)
                    conditions |= (uint)letter << (8 * letters++);
        return conditions;
    }

    /// <param name="tape">A and B are CTA's, where B is an average price; C is UTP's, where it is bunched trades.</param>
    public static EventFlags FlagsOf(uint conditions, ReadOnlySpan<byte> tape)
    {
        for (; conditions != 0; conditions >>= 8)
            if (conditions % 256 is var letter
                && (OffPrice.Contains((byte)letter) || (letter == 'B' && tape is [(byte)'A' or (byte)'B'])))
                return EventFlags.OffPrice;
        return EventFlags.None;
    }

    /// <summary>
    /// A number that no other trade of the instrument has: exchanges number their own trades, from anew each day. Its low
    /// 46 bits are the id. 0, which is no number, where an id is larger than that.
    /// </summary>
    public static long NumberOf(long id, ReadOnlySpan<byte> exchange, Timestamp time)
    {
        if (id is <= 0 or >= 1L << IdBits || time.Nanoseconds <= 0)
            return 0;
        var letter = exchange is [var first, ..] ? first & 0x7fL : 0;
        var day = time.Nanoseconds / Timestamp.PerDay % DaysMax;
        return (((day << ExchangeBits) | letter) << IdBits) | id;
    }
}
